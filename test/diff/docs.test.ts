import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { wireDiffPages } from '../../scripts/wire-diff-pages.js'

it.each(wireDiffPages())('docs/$file says what the wire diff says', ({ file, text }) => {
  expect(readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8'), 'run npm run docs:diff').toBe(text)
})
