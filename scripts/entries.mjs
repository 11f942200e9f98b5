import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * The parsed package.json: the one list of entry points that build, tests, API reports and package checks follow.
 *
 * @type {{
 *   name: string
 *   exports: Record<string, string | { types: string, default: string }>
 *   bin: Record<string, string>
 *   dependencies: Record<string, string>
 *   peerDependencies: Record<string, string>
 *   peerDependenciesMeta: Record<string, { optional?: boolean } | undefined>
 *   devDependencies: Record<string, string>
 * }}
 */
export const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))

/**
 * Where the source of an entry point may lie, first match; tsconfig.json has the same list under `paths`.
 *
 * @param {string} name
 */
const candidates = (name) => [`versions/${name}/index.ts`, `src/${name}/index.ts`, `src/${name}.ts`]

/**
 * `./v1` is `{ name: 'v1', specifier: '@runners/contracts/v1', source: 'versions/v1/index.ts' }`.
 *
 * @typedef {{ readonly name: string, readonly specifier: string, readonly source: string }} Entry
 */

/**
 * @param {string} subpath
 * @returns {Entry}
 */
const entry = (subpath) => {
  const name = subpath === '.' ? 'index' : subpath.slice('./'.length)
  const source = candidates(name).find((path) => existsSync(resolve(root, path)))
  return {
    name,
    specifier: subpath === '.' ? manifest.name : `${manifest.name}/${name}`,
    source: source ?? `src/${name}.ts`,
  }
}

/** Every code entry point of package.json `exports`. */
export const entries = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target === 'object')
  .map(([subpath]) => entry(subpath))
