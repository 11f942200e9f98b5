import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { entries, manifest } from '../entries.mjs'
import { plainEntries, required } from './needs.mjs'
import { run } from './run.mjs'

/** What it takes to check types in full. oRPC's declarations name @opentelemetry/api too, which comes with the package. */
const typeTools = ['typescript', '@types/node']

/** @param {string} name */
const pinned = (name) => `${name}@${manifest.devDependencies[name]}`

/** @param {string} project @param {readonly string[]} packages */
const install = (project, ...packages) => run(project, 'npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', ...packages)

/** @param {string} project @param {typeof entries} imported */
const runImports = (project, imported) => {
  const lines = imported.map(({ specifier }) => `if (Object.keys(await import('${specifier}')).length === 0) throw new Error('${specifier} exports nothing')`)
  writeFileSync(join(project, 'imports.mjs'), lines.join('\n'))
  run(project, process.execPath, 'imports.mjs')
}

/** @param {string} project */
const checkTypes = (project) => {
  const lines = entries.flatMap(({ specifier }, index) => [
    `import * as entry${index} from '${specifier}'`,
    // `any` here would mean that the types of the entry point were not found.
    `export const typed${index}: 0 extends 1 & typeof entry${index} ? never : typeof entry${index} = entry${index}`,
  ])
  const strictly = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true }
  const compilerOptions = { target: 'ES2022', lib: ['ES2023'], module: 'NodeNext', types: ['node'], ...strictly }
  writeFileSync(join(project, 'check.ts'), lines.join('\n'))
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['check.ts'] }))
  run(project, process.execPath, 'node_modules/typescript/bin/tsc')
}

/**
 * An empty project with the tarball in it: first with what every user has, in which the plain entry points must run, then with all peers,
 * in which every entry point must run and type check.
 *
 * @param {string} project a folder that is not there yet
 * @param {string} tarball
 */
export const installedProject = (project, tarball) => {
  const peers = Object.keys(manifest.peerDependencies)
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  install(project, tarball, ...peers.filter((name) => required.includes(name)).map(pinned))
  runImports(project, plainEntries)
  install(project, ...[...peers, ...typeTools].map(pinned))
  runImports(project, entries)
  checkTypes(project)
}
