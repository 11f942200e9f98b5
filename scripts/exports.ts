/** `npm run exports`: names in src/index.ts what the latest version exports, so that the package shows all of it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withLatestExports } from './latest-exports.js'

const index = fileURLToPath(new URL('../src/index.ts', import.meta.url))
writeFileSync(index, withLatestExports(readFileSync(index, 'utf8')))
