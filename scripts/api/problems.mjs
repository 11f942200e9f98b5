import { entries } from '../entries.mjs'

/** @typedef {import('../problem.mjs').Problem} Problem */
/** @typedef {import('../entries.mjs').Entry} Entry */

/** @param {Entry} entry @param {string} error @returns {Problem} */
const refused = (entry, error) => ({
  where: entry.source,
  what: `${entry.specifier}: ${error}`,
  who: `whoever imports ${entry.specifier} and needs to name that type`,
  mend: `export it from ${entry.source}, then npm run api`,
})

/** @param {Entry} entry @param {string | undefined} kept @param {string} difference @returns {Problem} */
const changed = ({ name, source, specifier }, kept, difference) => ({
  where: `etc/${name}.api.md`,
  what: kept === undefined ? `${specifier} has no report` : `${specifier} does not export what its report says`,
  who: `code that imports ${specifier}: whatever a line with a minus names is gone, or is another`,
  mend: `npm run api where the change is wanted${source.startsWith('versions/') ? ' and the version not frozen' : ''}; its diff is part of the review`,
  ...(kept === undefined ? {} : { detail: difference || 'They differ in white space alone.' }),
})

/**
 * What is wrong with an entry point, or with its report.
 *
 * @param {import('./report.mjs').Report} report
 * @param {string | undefined} kept the report in etc/, where there is one
 * @returns {readonly Problem[]}
 */
export const problemsOf = ({ entry, text, errors, difference }, kept) => [
  ...errors.map((error) => refused(entry, error)),
  ...(text === kept ? [] : [changed(entry, kept, difference)]),
]

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
      where: `etc/${file}`,
      what: 'it is the report of an entry point that package.json does not export',
      who: 'whoever imports that entry point',
      mend: `put the entry point back into "exports", or delete etc/${file} with it`,
    }))
