/**
 * Compares what each entry point exports, as built into dist/, with its report etc/<entry>.api.md.
 * `--local` writes the reports instead; without it a difference fails.
 */
import { existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor'
import { entries, root } from './entries.mjs'

const localBuild = process.argv.includes('--local')
const configObjectFullPath = resolve(root, 'api-extractor.json')

/** @param {string} name */
const configOf = (name) => {
  const base = ExtractorConfig.loadFile(configObjectFullPath)
  const packageJsonFullPath = resolve(root, 'package.json')
  const mainEntryPointFilePath = resolve(root, `dist/${name}.d.ts`)
  if (!existsSync(mainEntryPointFilePath)) throw new Error(`dist/${name}.d.ts is missing: run npm run build`)
  const apiReport = { enabled: true, ...base.apiReport, reportFileName: name }
  const configObject = { ...base, mainEntryPointFilePath, apiReport }
  return ExtractorConfig.prepare({ configObject, configObjectFullPath, packageJsonFullPath })
}

mkdirSync(resolve(root, 'etc'), { recursive: true })

const failed = entries.filter(({ name }) => {
  const { succeeded } = Extractor.invoke(configOf(name), { localBuild, printApiReportDiff: true })
  return !succeeded
})

if (failed.length > 0) {
  console.error(`API reports: failed for ${failed.map(({ name }) => name).join(', ')}. After a wanted change, npm run api writes them anew.`)
  process.exitCode = 1
} else {
  console.log(`API reports: ${entries.length} passed`)
}
