/** `npm run docs:diff`: writes docs/v1-v2.md, what changed on the wire between the registered versions. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { wireDiffPages } from './wire-diff-pages.js'

const docs = fileURLToPath(new URL('../docs/', import.meta.url))
mkdirSync(docs, { recursive: true })
for (const { file, text } of wireDiffPages()) writeFileSync(`${docs}${file}`, text)
