import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Lock } from '../../src/lock/lock.js'
import { type CheckoutCopy, copyCheckout } from '../support/checkout-copy.js'

// processes that compile and compare: on a busy machine they take their time
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let copy: CheckoutCopy
beforeAll(() => {
  copy = copyCheckout()
})
beforeEach(() => copy.reset())
afterAll(() => copy.remove())

const path = (file: string) => join(copy.folder, file)
const lockOf = (folder: string) => JSON.parse(readFileSync(path(`versions/${folder}/frozen.json`), 'utf8')) as Lock
const commit = () => copy.git('commit', '--all', '--quiet', '--message', 'changed')
const freeze = (...args: readonly string[]) => copy.contracts(['freeze', ...args])

it('freezing a version that passes writes the lock that it has', async () => {
  const before = lockOf('v1')
  rmSync(path('versions/v1/frozen.json'))
  const { code, out, err } = await freeze('v1')
  expect([code, err, out.trim().split('\n').at(-1)]).toStrictEqual([0, '', 'wrote versions/v1/frozen.json: commit it; its diff is the review'])
  const { seal, frozen, ...content } = lockOf('v1')
  const { seal: _seal, frozen: _frozen, renewed: _renewed, ...expected } = before
  expect(content).toStrictEqual(expected)
  expect([seal.length, frozen]).toStrictEqual([64, expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/)])
})

it('a version whose golden payloads are stale is not frozen', async () => {
  rmSync(path('versions/v1/frozen.json'))
  copy.edit('versions/v1/golden/runner.info.response.json', (text) => text.replace('"runners.0"', '"runners.1"'))
  const { code, err } = await freeze('v1')
  expect([code, err]).toStrictEqual([1, 'runners-contracts freeze: golden failed: what is frozen can never be mended\n'])
  expect(existsSync(path('versions/v1/frozen.json'))).toBe(false)
})

it.each<[string[], number, RegExp]>([
  // arguments, exit code, what is said
  [['v1'], 1, /1\.0\.0 is frozen already, since \d{4}-\d\d-\d\d: what has to change goes into the next version/],
  [['v9'], 2, /there is no version "v9": give one of v1, v2/],
  [[], 2, /give one version, such as v2/],
])('freeze %j is refused', async (args, code, message) => {
  const result = await freeze(...args)
  expect([result.code, result.err]).toStrictEqual([code, expect.stringMatching(message)])
})

it('a report that a newer tool wrote is renewed, and the other side takes it for the same version', async () => {
  copy.edit('etc/v1.api.md', (text) => `${text}\n`)
  expect((await copy.check('--only frozen')).problems.map(({ rule, fix }) => [rule, fix])).toStrictEqual([
    ['frozen-report-changed', expect.stringContaining('npm run contracts -- freeze v1 --renew')],
  ])
  const { frozen } = lockOf('v1')
  expect((await freeze('v1', '--renew')).code).toBe(0)
  expect(lockOf('v1')).toMatchObject({ frozen, renewed: expect.stringMatching(/^\d{4}-/) })
  expect(await copy.check('--only frozen,golden --against main')).toStrictEqual({ code: 0, problems: [] })
})

it('schemas that a newer zod writes in other words are renewed', async () => {
  // as if an older zod had frozen it: what means the same, in other words
  const reworded = "\nexport const describeSchema: typeof spelled = (schema, mode) => { const own = spelled(schema, mode); return own && { ...own, $comment: 'newer' } }\n"
  copy.edit('src/engine/schema.ts', (text) => text.replace('export function describeSchema(', 'function spelled(') + reworded)
  expect((await copy.check('--only frozen')).problems.map(({ rule, breaks }) => [rule, breaks])).toContainEqual(['frozen-schema-respelled', 'nobody'])
  expect((await freeze('v1', '--renew')).code).toBe(0)
  expect((await copy.check('--only frozen --against main')).problems.filter(({ where }) => where.includes('v1'))).toStrictEqual([])
})

it('a hop that was mended is renewed in what golden payloads become', async () => {
  await copy.contracts(['v2'], { script: 'test/support/forge-lock.ts' })
  copy.git('add', '--all')
  commit()
  copy.edit('migrations/v1-v2/runner.ts', (text) => text.replaceAll('v1 lists runners by name alone', 'v1 knows names alone'))
  const { problems } = await copy.check('--only frozen,golden')
  expect(new Set(problems.map(({ rule }) => rule))).toStrictEqual(new Set(['golden-stale']))
  expect(problems[0]?.fix).toContain('npm run contracts -- freeze v2 --renew')
  expect((await freeze('v2', '--renew')).code).toBe(0)
  expect(await copy.check('--only frozen,golden --against main')).toStrictEqual({ code: 0, problems: [] })
})

it.each<[string, () => void, RegExp]>([
  // what was changed, how, what is said
  ['a comment', () => copy.edit('versions/v1/runner.ts', (text) => text.replace('/** Free-form', '/** Any')), /the source of 1\.0\.0 is not as it was frozen/],
  ['a payload', () => copy.edit('versions/v1/golden/runner.info.response.json', (text) => text.replace('"count": 2', '"count": 3')), /a golden payload of 1\.0\.0 is not as it was frozen/],
  ['the lock', () => copy.edit('versions/v1/frozen.json', (text) => text.replace('"minItems": 1', '"minItems": 2')), /edited by hand: restore it first/],
])('%s that people changed is not renewed', async (_, change, message) => {
  change()
  const { code, err } = await freeze('v1', '--renew')
  expect([code, err]).toStrictEqual([1, expect.stringMatching(message)])
})
