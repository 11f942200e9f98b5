/**
 * Checks the package as its users get it: the packed tarball passes publint and attw, and, installed into an empty
 * project, every entry point needs no more than it may, runs and type checks.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { packagesOf } from './built-imports.mjs'
import { entries, manifest, root } from './entries.mjs'

/** What every user has: the dependencies and the peers that are not optional. */
const required = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).filter(
  (name) => !manifest.peerDependenciesMeta[name]?.optional,
)

/** The packages that an entry point may need, where those are fewer than all dependencies and peers. */
const allowed = new Map([
  ['index', required],
  ['v1', ['zod', '@orpc/contract', '@orpc/shared']],
  ['v2', ['zod', '@orpc/contract', '@orpc/shared']],
])

/** What it takes to check types in full; oRPC's declarations name @opentelemetry/api without bringing it. */
const typeTools = ['typescript', '@types/node', '@opentelemetry/api']

/** @param {string} cwd @param {string} command @param {string[]} args */
const run = (cwd, command, ...args) => execFileSync(command, args, { cwd, stdio: 'inherit' })

/** @param {string} project @param {string} name */
const tool = (project, name) => join(project, 'node_modules/.bin', name)

/** @param {string} name */
const pinned = (name) => `${name}@${manifest.devDependencies[name]}`

/** @param {string} folder */
const pack = (folder) => {
  run(root, 'npm', 'pack', '--loglevel=error', '--silent', '--pack-destination', folder)
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'))
  if (!tarball) throw new Error('npm pack left no tarball')
  return join(folder, tarball)
}

/** @param {string} project @param {string[]} packages */
const install = (project, ...packages) =>
  run(project, 'npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', ...packages)

/** @param {string} project @param {typeof entries} imported */
const runImports = (project, imported) => {
  const lines = imported.map(({ specifier }) => `
    const module = await import('${specifier}')
    if (Object.keys(module).length === 0) throw new Error('${specifier} exports nothing')`)
  writeFileSync(join(project, 'run.mjs'), lines.map((line) => `{${line}\n}`).join('\n'))
  run(project, process.execPath, 'run.mjs')
}

/** @param {string} project */
const checkTypes = (project) => {
  const lines = entries.map(({ specifier }, index) => [
    `import * as entry${index} from '${specifier}'`,
    // `any` here would mean that the types of the entry point were not found.
    `export const typed${index}: 0 extends 1 & typeof entry${index} ? never : typeof entry${index} = entry${index}`,
  ])
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2023'],
    module: 'NodeNext',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  }
  writeFileSync(join(project, 'check.ts'), lines.flat().join('\n'))
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['check.ts'] }))
  run(project, tool(project, 'tsc'))
}

/**
 * A package that only happens to be installed beside ours is missing where packages are kept apart, as pnpm does.
 *
 * @param {string} project
 */
const checkImports = (project) => {
  const dist = join(project, 'node_modules', manifest.name, 'dist')
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
  const wrong = entries.flatMap(({ name, specifier }) =>
    [`${name}.js`, `${name}.d.ts`].flatMap((file) =>
      packagesOf(join(dist, file))
        .filter((used) => !(allowed.get(name) ?? declared).includes(used))
        .map((used) => `${specifier} may not need ${used}, which ${file} imports`),
    ),
  )
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
}

/** @param {string} tarball @param {string} project */
const checkInstalled = (tarball, project) => {
  const peers = Object.keys(manifest.peerDependencies)
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  install(project, tarball, ...peers.filter((name) => required.includes(name)).map(pinned))
  checkImports(project)
  runImports(project, entries.filter(({ name }) => allowed.has(name)))
  install(project, ...[...peers, ...typeTools].map(pinned))
  runImports(project, entries)
  checkTypes(project)
}

const folder = mkdtempSync(join(tmpdir(), 'runners-contracts-'))
try {
  const tarball = pack(folder)
  run(root, tool(root, 'publint'), 'run', tarball, '--strict')
  run(root, tool(root, 'attw'), tarball, '--profile', 'esm-only', '--no-summary')
  checkInstalled(tarball, resolve(folder, 'user'))
  console.log(`package: ${entries.length} entry points passed, imported and type checked from the tarball`)
} catch (error) {
  console.error(`package: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
