import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finding } from '../diff/compare/finding.js'
import { reportOf } from '../diff/contract/report.js'
import { diff, exitCode } from './diff.js'
import { loadRegistry } from './load-registry.js'
import { run } from './run.js'

let folder = ''
const file = (name: string) => join(folder, name)

beforeAll(async () => {
  await loadRegistry()
  folder = mkdtempSync(join(tmpdir(), 'cli-diff-'))
  const files = { 'old.json': { minimum: 1 }, 'new.json': { minimum: 2 }, 'api.json': { openapi: '3.1.0', paths: {} } }
  for (const [name, schema] of Object.entries(files)) writeFileSync(file(name), JSON.stringify(schema))
  writeFileSync(file('broken.json'), '{')
  writeFileSync(file('marked.json'), '\ufeff{"minimum":3}')
  writeFileSync(file('api.yaml'), 'openapi: 3.1.0')
  writeFileSync(file('deep.json'), `${'{"not":'.repeat(10_000)}true${'}'.repeat(10_000)}`)
  writeFileSync(file('list.json'), '[]')
  writeFileSync(file('wrong.json'), '{"properties":{"a":{"minLength":"3"}}}')
  writeFileSync(file('dangling.json'), '{"properties":{"a":{"$ref":"#/$defs/gone"}}}')
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** What a call prints and how it ends; `@` is the folder of the files above. */
async function called(args: string, color = false) {
  const [out, err]: [string[], string[]] = [[], []]
  const words = args === '' ? [] : args.split(' ').map((word) => (word.startsWith('@') ? file(word.slice(1)) : word))
  const code = await run(words, [diff], { write: (text) => out.push(text), fail: (text) => err.push(text), color })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

describe('runners-contracts diff ends with', () => {
  it.each([
    // arguments, exit code
    ['diff v1 v2', 0],
    ['diff 1.0.0 2.0.0 --format json', 0],
    ['diff v1 v1', 0],
    ['diff v1 v2 --fail-on breaking', 1],
    ['diff v1 v2 --fail-on lossy', 1],
    ['diff v1 v1 --fail-on lossy', 0],
    ['diff --schema @old.json @new.json --direction request --fail-on breaking', 1],
    ['diff --schema @old.json @new.json --direction response --fail-on unproven', 0],
    ['diff --schema @old.json @marked.json --direction request --fail-on breaking', 1],
    ['diff --openapi @api.json @api.json', 0],
    ['diff --help', 0],
    ['--help', 0],
    ['', 2],
  ])('%s: %i', async (args, code) => {
    expect((await called(args)).code).toBe(code)
  })
})

describe('bad usage is one line that says how to mend it, and exit code 2', () => {
  it.each([
    ['dif v1 v2', /no command "dif"; try diff/],
    ['diff v1', /give two things to compare/],
    ['diff v1 v2 v3', /give two things to compare/],
    ['diff v1 v9', /no version "v9": give one of v1, 1\.0\.0, v2, 2\.0\.0/],
    ['diff v2 v1', /2\.0\.0 is the newer one: give v1 v2/],
    ['diff v1 v2 --format yaml', /--format cannot be "yaml": give table, json/],
    ['diff v1 v2 --fail-on compatible', /--fail-on cannot be "compatible": give breaking/],
    ['diff v1 v2 --colour', /Unknown option '--colour'/],
    ['diff v1 v2 --direction request', /--direction goes with --schema/],
    ['diff --schema @old.json @new.json', /--direction is missing: give request, response/],
    ['diff --schema --openapi @old.json @new.json', /not both/],
    ['diff --schema @gone.json @new.json --direction request', /gone\.json cannot be read/],
    ['diff --openapi @broken.json @api.json', /broken\.json is no JSON/],
    ['diff --openapi @api.yaml @api.json', /api\.yaml is no JSON, but YAML/],
    ['diff --schema @deep.json @new.json --direction request', /deep\.json is nested more than 400 levels deep/],
    ['diff --schema @list.json @new.json --direction request', /list\.json is no JSON Schema, which is an object, true or false/],
    ['diff --schema @wrong.json @new.json --direction request', /wrong\.json is no JSON Schema, since \/properties\/a\/minLength must be integer/],
    ['diff --schema @old.json @dangling.json --direction response', /dangling\.json refers to #\/\$defs\/gone, which is not there/],
  ])('%s', async (args, message) => {
    const { code, out, err } = await called(args)
    expect([code, out, err.split('\n').length]).toStrictEqual([2, '', 1])
    expect(err).toMatch(message)
  })
})

it('a break that no hop handles fails without being asked to', () => {
  const broken = finding({ procedure: '', contract: '', direction: 'request', rule: 'route-moved', verdict: 'breaking', oldPointer: '', newPointer: '', sentence: '' })
  const handled = { ...broken, handledBy: 'migrations/v1-v2 runner.execute.route' }
  const codes = [[broken], [handled], []].map((findings) => exitCode(reportOf({ older: '1.0.0', newer: '2.0.0', findings, isMigrated: true }), undefined))
  expect(codes).toStrictEqual([1, 0, 0])
})

it('colour is the terminal’s to allow', async () => {
  expect((await called('diff v1 v2', true)).out).toContain('\u001b[31m')
  expect((await called('diff v1 v2', false)).out).not.toContain('\u001b')
})

it('the diff of two versions names the steps that handle what breaks', async () => {
  const { out } = await called('diff v1 v2 --format json')
  const { findings } = JSON.parse(out) as { findings: { verdict: string; handledBy?: string }[] }
  const breaking = findings.filter(({ verdict }) => verdict === 'breaking')
  expect(breaking.length).toBeGreaterThan(5)
  expect(breaking.filter(({ handledBy }) => !handledBy?.startsWith('migrations/v1-v2 '))).toStrictEqual([])
})
