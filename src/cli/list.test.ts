import { oc } from '@orpc/contract'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineHop } from '../engine/define.js'
import { defineRegistry } from '../engine/define-registry.js'
import { frozenOn } from './frozen-on.js'
import { list } from './list.js'
import { overviewOf } from './list/overview.js'
import { overviewText } from './list/overview-text.js'
import { loadRegistry } from './load-registry.js'
import { run } from './run.js'

const answer = z.object({ id: z.string() })
const at = (path: `/${string}`, fields = {}) => oc.route({ method: 'POST', path }).input(z.object({ id: z.string(), ...fields })).output(answer)
const dated = { due: z.string().optional() }
const library = defineRegistry({
  name: 'library',
  versions: [
    { version: '1.0.0', contracts: { books: { lend: at('/lend', { by: z.string().optional() }), burn: at('/burn') } }, deprecated: '2026-07-01', sunset: '2027-01-31' },
    { version: '2.0.0', contracts: { books: oc.prefix('/v2').router({ lend: at('/lent', dated), find: at('/find'), reserve: at('/reserve') }) } },
    { version: '2.1.0', contracts: { books: oc.prefix('/v2').router({ lend: at('/lent', dated), find: at('/find'), reserve: at('/reserve') }) } },
  ],
  hops: [
    defineHop({
      from: '1.0.0',
      to: '2.0.0',
      contracts: {
        books: {
          lend: {
            route: 'moved from /lend',
            request: { up: (value: unknown) => value, down: (value: unknown) => value, losses: [{ path: 'due', reason: 'v1 lends for ever', policy: 'reject' }, { path: 'by', reason: 'v2 knows', direction: 'up', when: () => true }] },
          },
          burn: { unavailable: 'v2 burns no books' },
          find: { emulated: async () => ({ id: '' }), losses: [{ path: 'shelf', reason: 'v1 has no shelves' }] },
          reserve: { unavailable: 'v1 cannot reserve a book' },
        },
      },
    }),
  ],
})

it('an overview for programs has everything under names that stay', () => {
  const overview = overviewOf(library, (version) => (version === '1.0.0' ? '2026-01-01' : null))
  expect(JSON.parse(JSON.stringify(overview))).toStrictEqual({
    name: 'library',
    latest: '2.1.0',
    versions: [
      { version: '1.0.0', frozen: '2026-01-01', deprecated: '2026-07-01', sunset: '2027-01-31', contracts: { books: ['lend', 'burn'] } },
      { version: '2.0.0', frozen: null, deprecated: null, sunset: null, contracts: { books: ['lend', 'find', 'reserve'] } },
      { version: '2.1.0', frozen: null, deprecated: null, sunset: null, contracts: { books: ['lend', 'find', 'reserve'] } },
    ],
    hops: [
      {
        from: '1.0.0',
        to: '2.0.0',
        losses: [
          { procedure: 'books.lend', half: 'request', direction: 'down', path: 'due', reason: 'v1 lends for ever', policy: 'reject', conditional: false },
          { procedure: 'books.lend', half: 'request', direction: 'up', path: 'by', reason: 'v2 knows', policy: 'report', conditional: true },
        ],
        emulated: [
          { procedure: 'books.find', missingIn: '1.0.0', losses: [{ procedure: 'books.find', half: 'request', direction: 'down', path: 'shelf', reason: 'v1 has no shelves', policy: 'report', conditional: false }] },
        ],
        unavailable: [
          { procedure: 'books.burn', missingIn: '2.0.0', reason: 'v2 burns no books' },
          { procedure: 'books.reserve', missingIn: '1.0.0', reason: 'v1 cannot reserve a book' },
        ],
        routes: [{ procedure: 'books.lend', route: 'moved from /lend' }],
      },
      { from: '2.0.0', to: '2.1.0', losses: [], emulated: [], unavailable: [], routes: [] },
    ],
  })
})

it('an overview for people says the same in lines', () => {
  const text = overviewText(overviewOf(library, (version) => (version === '1.0.0' ? '2026-01-01' : null)))
  expect(text.split('\n')).toStrictEqual([
    'library: 3 versions, latest 2.1.0',
    '',
    'VERSION  STATE              DEPRECATED  SUNSET',
    '1.0.0    frozen 2026-01-01  2026-07-01  2027-01-31',
    '2.0.0    draft              -           -',
    '2.1.0    draft, latest      -           -',
    '',
    'From 2.0.0 down to 1.0.0 is lost',
    '  books.lend request  due  v1 lends for ever (a call is refused unless allowed)',
    '',
    'From 1.0.0 up to 2.0.0 is lost',
    '  books.lend request  by  v2 knows',
    '',
    'Between 1.0.0 and 2.0.0 is missing',
    '  books.find     1.0.0 lacks it: emulated, losing shelf',
    '  books.burn     2.0.0 lacks it: v2 burns no books',
    '  books.reserve  1.0.0 lacks it: v1 cannot reserve a book',
    '',
    'Between 1.0.0 and 2.0.0 moved',
    '  books.lend  moved from /lend',
    '',
    'Between 2.0.0 and 2.1.0 nothing is lost or missing.',
  ])
})

beforeAll(loadRegistry, 60_000)

async function called(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await run(['list', ...args], [list], { write: (text) => out.push(text), fail: (text) => err.push(text), color: false })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

it('of this package it tells every loss that its hops declare', async () => {
  const { code, out } = await called('--json')
  const { hops } = JSON.parse(out) as ReturnType<typeof overviewOf>
  expect(code).toBe(0)
  expect(hops[0]?.losses).toContainEqual({ procedure: 'runner.execute', half: 'request', direction: 'down', path: 'idempotencyKey', reason: 'v1 executes a repeated call twice', policy: 'reject', conditional: false })
})

it.each([
  [['v1'], /takes no arguments, and was given v1/],
  [['--jason'], /Unknown option '--jason'/],
])('list %j is bad usage', async (args, message) => {
  const { code, out, err } = await called(...args)
  expect([code, out]).toStrictEqual([2, ''])
  expect(err).toMatch(message)
})

describe('the day on which a version was frozen', () => {
  let root = ''
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'frozen-on-'))
    const locks = { 'v1/frozen.json': '{"frozen":"2026-11-24"}', 'v2.1/frozen.json': '{"frozen":"2026-11-25"}', 'v3/frozen.json': '{', 'v4/frozen.json': '{}' }
    for (const [path, text] of Object.entries(locks)) {
      mkdirSync(dirname(join(root, 'versions', path)), { recursive: true })
      writeFileSync(join(root, 'versions', path), text)
    }
  })
  afterAll(() => rmSync(root, { recursive: true }))

  it.each([
    ['1.0.0', '2026-11-24'],
    ['2.0.0', null],
    ['2.1.0', '2026-11-25'],
  ])('of %s is %j', (version, day) => {
    expect(frozenOn(version, root)).toBe(day)
  })

  it.each(['3.0.0', '4.0.0'])('of %s is not known: its lock is broken, and that is said', (version) => {
    expect(() => frozenOn(version, root)).toThrow(/frozen\.json does not say when/)
  })
})
