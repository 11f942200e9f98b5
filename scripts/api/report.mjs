import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor'
import { declarationsOf } from './declarations.mjs'

/** @typedef {import('../entries.mjs').Entry} Entry */
/** @typedef {{ readonly entry: Entry, readonly text: string, readonly errors: readonly string[], readonly difference: string }} Report */

/**
 * The config of an entry point extends api-extractor.json by what package.json says of it: written anew each time, never by hand.
 *
 * @param {Entry} entry
 * @param {string} folder of the declarations, in the project's folder
 */
const configOf = (entry, folder) => {
  const path = join(folder, `api-extractor.${entry.name}.json`)
  const declarations = declarationsOf(entry, folder)
  const config = {
    extends: '../api-extractor.json',
    mainEntryPointFilePath: declarations,
    compiler: { overrideTsconfig: { files: [declarations] } },
    apiReport: { reportFileName: entry.name, reportTempFolder: folder },
  }
  writeFileSync(path, JSON.stringify(config, undefined, 2))
  return ExtractorConfig.loadFileAndPrepare(path)
}

/** @param {Entry} entry @param {ExtractorConfig} config @param {CompilerState} compilerState */
const reportOf = (entry, config, compilerState) => {
  /** @type {string[]} */
  const errors = []
  let difference = ''
  Extractor.invoke(config, {
    compilerState,
    printApiReportDiff: true,
    messageCallback: (message) => {
      message.handled = true
      if (message.messageId === 'console-api-report-diff') difference = message.text.slice(message.text.indexOf('---'))
      else if (message.logLevel === 'error') errors.push(message.text)
    },
  })
  return { entry, text: readFileSync(config.reportTempFilePath, 'utf8'), errors, difference }
}

/**
 * What API Extractor says of entry points, compared with the reports in etc/.
 *
 * @param {readonly Entry[]} entries
 * @param {string} folder of their declarations, in the project's folder
 * @returns {readonly Report[]}
 */
export const reportsOf = (entries, folder) => {
  const prepared = entries.map((entry) => ({ entry, config: configOf(entry, folder) }))
  const [first] = prepared
  if (first === undefined) return []
  const additionalEntryPoints = prepared.map(({ config }) => config.mainEntryPointFilePath)
  const compilerState = CompilerState.create(first.config, { additionalEntryPoints })
  return prepared.map(({ entry, config }) => reportOf(entry, config, compilerState))
}
