import { entries } from '../entries.mjs'

/** @typedef {import('../problem.mjs').Problem} Problem */

/** @param {import('../entries.mjs').Entry} entry */
const isVersion = ({ source }) => source.startsWith('versions/')

/**
 * What is wrong with an entry point, or with its report.
 *
 * @param {import('./report.mjs').Report} report
 * @param {string | undefined} kept the report in etc/, where there is one
 * @returns {readonly Problem[]}
 */
export const problemsOf = ({ entry, text, errors, difference }, kept) => [
  ...errors.map((error) => ({
    what: `${entry.specifier}: ${error}`,
    who: `whoever imports ${entry.specifier} and needs to name that type`,
    mend: `export it from ${entry.source}, then npm run api`,
  })),
  ...(text === kept ? [] : [changed(entry, kept, difference)]),
]

/** @param {import('../entries.mjs').Entry} entry @param {string | undefined} kept @param {string} difference @returns {Problem} */
const changed = (entry, kept, difference) => ({
  what: kept === undefined ? `etc/${entry.name}.api.md is missing` : `${entry.specifier} does not export what etc/${entry.name}.api.md says`,
  who: `code that imports ${entry.specifier}: what a line with a minus says is gone or another`,
  mend: `where the change is wanted${isVersion(entry) ? ' and the version not frozen' : ''}, npm run api, and its diff is part of the review`,
  ...(kept === undefined ? {} : { detail: difference || 'They differ in white space alone.' }),
})

/**
 * Reports that belong to no entry point: the last trace of one that was removed.
 *
 * @param {readonly string[]} files of etc/
 * @returns {readonly Problem[]}
 */
export const strayReports = (files) =>
  files
    .filter((file) => file.endsWith('.api.md') && !entries.some(({ name }) => file === `${name}.api.md`))
    .map((file) => ({
      what: `etc/${file} is the report of an entry point that package.json does not export`,
      who: 'whoever imports that entry point',
      mend: `put it back into "exports", or delete etc/${file} with it`,
    }))
