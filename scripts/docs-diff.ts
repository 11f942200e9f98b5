/** `npm run docs:diff`: writes docs/v1-v2.md, what changed on the wire between the registered versions. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { wireDiffPages } from '../src/check/wire-diff-pages.js'
import { registry } from '../src/registry.js'

const docs = fileURLToPath(new URL('../docs/', import.meta.url))
mkdirSync(docs, { recursive: true })
for (const { file, text } of wireDiffPages(registry)) writeFileSync(`${docs}${file}`, text)
