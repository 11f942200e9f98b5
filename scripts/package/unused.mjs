import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../entries.mjs'

/** @typedef {{ readonly name: string, readonly line?: number }} Found */
/** @typedef {Readonly<Record<string, readonly Found[]>> & { readonly file: string }} Issue */
/** @typedef {{ readonly what: (name: string) => string, readonly who: string, readonly mend: string }} Saying */

const anyone = 'nobody; but everyone reads, tests and keeps what nothing needs'
const installer = 'nobody; but whoever installs it downloads and trusts a package for nothing'
const unlisted = 'whoever installs the package and has not that one by chance, as with pnpm'

/** @type {Readonly<Record<string, Saying>>} by knip's name of what it finds */
const sayings = {
  files: { what: () => 'nothing imports this file', who: anyone, mend: 'delete it, or import it' },
  exports: { what: (name) => `nothing imports ${name}`, who: anyone, mend: 'take `export` away, or delete it' },
  types: { what: (name) => `nothing uses the type ${name}`, who: anyone, mend: 'take `export` away, or delete it' },
  dependencies: { what: (name) => `nothing imports the dependency ${name}`, who: installer, mend: 'npm uninstall it' },
  devDependencies: { what: (name) => `nothing uses the devDependency ${name}`, who: installer, mend: 'npm uninstall it' },
  unlisted: { what: (name) => `${name} is imported and not in package.json`, who: unlisted, mend: 'npm install it with --save-exact, where it is needed' },
}

/** What knip finds and has no saying of its own here. @type {(kind: string) => Saying} */
const otherSaying = (kind) => ({ what: (name) => `${kind}: ${name}`, who: anyone, mend: 'npx knip says more' })

/** @param {Issue} issue */
const problemsOf = ({ file, ...found }) =>
  Object.entries(found).flatMap(([kind, names]) => {
    const { what, who, mend } = sayings[kind] ?? otherSaying(kind)
    return names.map(({ name, line }) => ({ where: line === undefined ? file : `${file}:${line}`, what: what(name), who, mend }))
  })

/**
 * Exports, files and dependencies that nothing uses, and packages that are used and not listed, as knip finds them.
 *
 * @returns {readonly import('../problem.mjs').Problem[]}
 */
export const unusedProblems = () => {
  const args = [join(root, 'node_modules/knip/bin/knip.js'), '--reporter', 'json', '--no-progress', '--treat-config-hints-as-errors']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
  const problems = stdout === '' ? [] : JSON.parse(stdout).issues.flatMap(problemsOf)
  if (problems.length > 0 || status === 0) return problems
  return [{ where: 'knip.config.ts', what: `knip ended with ${status}`, who: 'nobody yet; but what it looks at is not what it should', mend: 'npx knip --treat-config-hints-as-errors', detail: stderr }]
}
