import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { registry } from '@runners/contracts/registry'
import { wireDiffPages } from '../../src/check/wire-diff-pages.js'

it.each(wireDiffPages(registry))('docs/$file says what the wire diff says', ({ file, text }) => {
  expect(readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8'), 'run npm run docs:diff').toBe(text)
})
