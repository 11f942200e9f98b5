import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { written } from './written.js'

let root = ''
const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const all = () => readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted()

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'written-'))
  mkdirSync(join(root, 'versions'))
  writeFileSync(join(root, 'package.json'), 'before')
})
afterEach(() => rmSync(root, { recursive: true }))

const plan = (created: Record<string, string>, edited: Record<string, string> = { 'package.json': 'after' }) => ({
  created: new Map(Object.entries(created)),
  edited: new Map(Object.entries(edited)),
})

it('writes everything, and takes everything back', () => {
  const before = all()
  const undo = written(root, plan({ 'versions/v3/index.ts': 'new', 'versions/v3/golden/a.json': '{}' }))
  expect([textOf('versions/v3/index.ts'), textOf('versions/v3/golden/a.json'), textOf('package.json')]).toStrictEqual(['new', '{}', 'after'])
  undo()
  expect([all(), textOf('package.json')]).toStrictEqual([before, 'before'])
})

it('overwrites nothing that was begun', () => {
  mkdirSync(join(root, 'versions/v3'))
  const before = all()
  expect(() => written(root, plan({ 'versions/v3/index.ts': 'new', 'migrations/v2-v3/index.ts': 'new' }))).toThrow('versions/v3 is there already: remove or finish what was begun')
  expect([all(), textOf('package.json')]).toStrictEqual([before, 'before'])
})

it('leaves nothing half done where a file cannot be written', () => {
  const before = all()
  expect(() => written(root, plan({ 'versions/v3/index.ts': 'new', 'versions/v3/index.ts/below.ts': 'new' }))).toThrow()
  expect([all(), textOf('package.json')]).toStrictEqual([before, 'before'])
})
