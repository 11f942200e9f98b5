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

/**
 * The packages that a built file needs, itself or through the chunks that it imports.
 *
 * @param {string} file of dist, `.js` or `.d.ts`
 * @param {Set<string>} seen files that are followed already
 * @returns {string[]}
 */
export const packagesOf = (file, seen = new Set()) => {
  if (seen.has(file)) return []
  seen.add(file)
  const specifiers = ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.map(({ fileName }) => fileName)
  const chunks = specifiers.filter((specifier) => specifier.startsWith('.')).map((specifier) => chunkOf(file, specifier))
  const packages = specifiers.filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier)).map(packageOf)
  return [...new Set([...packages, ...chunks.flatMap((chunk) => packagesOf(chunk, seen))])]
}
