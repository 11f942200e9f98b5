import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { manifest } from '../entries.mjs'
import { locks } from './locks.mjs'

/** @typedef {import('../problem.mjs').Problem} Problem */

const wanted = /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|dist\/[\w.-]+\.(js|js\.map|d\.ts)|versions\/v[\d.]+\/frozen\.json)$/
const always = ['README.md', 'CHANGELOG.md', 'LICENSE']

/** Every file that package.json points at. */
const targets = () =>
  [...Object.values(manifest.exports).flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target))), ...Object.values(manifest.bin)]
    .map((path) => path.replace(/^\.\//, ''))

/** @param {string} file @returns {Problem} */
const missing = (file) => ({
  where: file,
  what: 'it is not in the tarball',
  who: 'everyone who installs the package: an import, the binary or its description is not there',
  mend: 'see "files" and "exports" of package.json, and tsup.config.ts',
})

/** @param {string} file @returns {Problem} */
const foreign = (file) => ({
  where: file,
  what: 'it is in the tarball and not part of the package',
  who: 'nobody; but everyone downloads it, and it may be nothing for others to read',
  mend: 'narrow "files" of package.json',
})

/** @param {string} what @param {string} file @returns {Problem} */
const broken = (what, file) => ({ where: file, what, who: 'whoever starts the binary or reads a stack trace', mend: 'see tsup.config.ts' })

/** @param {string} unpacked @param {string} file */
const flaws = (unpacked, file) => {
  const text = readFileSync(join(unpacked, file), 'utf8')
  if (file.endsWith('.js.map')) return isComplete(JSON.parse(text)) ? [] : [broken('it lacks the sources that it maps to, which the package does not have', file)]
  if (!Object.values(manifest.bin).some((path) => path === `./${file}`)) return []
  const isExecutable = text.startsWith('#!/usr/bin/env node\n') && (statSync(join(unpacked, file)).mode & 0o111) !== 0
  return isExecutable ? [] : [broken('it is no program: it needs #!/usr/bin/env node, and to be executable', file)]
}

/** @param {{ readonly sources: readonly string[], readonly sourcesContent?: readonly (string | null)[] }} map */
const isComplete = ({ sources, sourcesContent = [] }) => sources.every((_, index) => typeof sourcesContent[index] === 'string')

/**
 * What is in the tarball and should not be, or the other way round.
 *
 * @param {string} unpacked the folder of what is in the tarball
 * @returns {readonly Problem[]}
 */
export const contentProblems = (unpacked) => {
  const files = readdirSync(unpacked, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(unpacked, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
  const absent = [...new Set([...always, ...locks(), ...targets()])].filter((file) => !files.includes(file))
  const present = files.filter((file) => wanted.test(file))
  return [...absent.map(missing), ...files.filter((file) => !wanted.test(file)).map(foreign), ...present.flatMap((file) => flaws(unpacked, file))]
}
