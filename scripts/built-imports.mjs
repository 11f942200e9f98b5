import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript'

/** @param {string} specifier */
const packageOf = (specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')

/**
 * Declarations import `./chunk.js` and mean `./chunk.d.ts`.
 *
 * @param {string} file
 * @param {string} specifier
 */
const chunkOf = (file, specifier) =>
  join(dirname(file), file.endsWith('.d.ts') ? specifier.replace(/\.js$/, '.d.ts') : specifier)

/** @param {string} file */
const specifiersOf = (file) => ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.map(({ fileName }) => fileName)

/**
 * A built file and the chunks that it loads, each once.
 *
 * @param {string} file of dist, `.js` or `.d.ts`
 * @param {Set<string>} seen files that are followed already
 * @returns {readonly string[]}
 */
export const filesOf = (file, seen = new Set()) => {
  if (seen.has(file)) return []
  seen.add(file)
  const chunks = specifiersOf(file).filter((specifier) => specifier.startsWith('.'))
  return [file, ...chunks.flatMap((chunk) => filesOf(chunkOf(file, chunk), seen))]
}

/**
 * The packages that a built file needs, itself or through the chunks that it loads.
 *
 * @param {string} file of dist, `.js` or `.d.ts`
 * @returns {readonly string[]}
 */
export const packagesOf = (file) => [
  ...new Set(filesOf(file).flatMap(specifiersOf).filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier)).map(packageOf)),
]
