import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { transformSync } from 'esbuild'
import { filesOf } from '../built-imports.mjs'
import { entries } from '../entries.mjs'
import { budgets } from './budgets.mjs'

/** @typedef {{ readonly name: string, readonly own: number, readonly published: number, readonly most: number | undefined }} Size */

/** @param {string} dist @param {string} name */
const loadedBy = (dist, name) => filesOf(join(dist, `${name}.js`))

/** @param {readonly string[]} texts */
const gzipped = (texts) => gzipSync(texts.join('\n'), { level: 9 }).length

/** @param {import('../entries.mjs').Entry} entry */
const budgetOf = ({ name, source }) => budgets[source.startsWith('versions/') ? 'version' : name]

/**
 * The own code of each entry point: its built file and every chunk of ours that importing it loads, less those that the entry point of
 * `beside` loads as well; never what comes from another package. In bytes, gzipped: `own` minified first, as whoever bundles it does and
 * as bundlephobia and size-limit count, `published` as it lies in the tarball, which is not minified, so that a stack trace names a line
 * that somebody on call can read.
 *
 * @param {string} dist a build
 * @returns {readonly Size[]}
 */
export const sizesOf = (dist) =>
  entries.map((entry) => {
    const budget = budgetOf(entry)
    const others = new Set(budget?.beside === undefined ? [] : loadedBy(dist, budget.beside))
    const texts = loadedBy(dist, entry.name).filter((file) => !others.has(file)).map((file) => readFileSync(file, 'utf8'))
    const minified = texts.map((text) => transformSync(text, { minify: true, format: 'esm' }).code)
    return { name: entry.name, own: gzipped(minified), published: gzipped(texts), most: budget?.most }
  })

/**
 * @param {readonly Size[]} sizes
 * @returns {readonly import('../problem.mjs').Problem[]}
 */
export const sizeProblems = (sizes) =>
  sizes.filter(({ own, most = 0 }) => own > most).map(({ name, own, most }) => ({
    where: `dist/${name}.js`,
    what: most === undefined ? `it has no budget, and is ${own} bytes` : `its own code is ${own} bytes, ${own - most} more than its budget`,
    who: 'whoever starts cold, or bundles it for a function or a browser',
    mend: 'npm run sizes shows all; load less, or say in scripts/package/budgets.mjs what it may be and in the commit why',
  }))
