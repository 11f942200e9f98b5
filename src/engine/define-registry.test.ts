import { type AnySchema, eventIterator, oc, type } from '@orpc/contract'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineRegistry } from './define-registry.js'
import type { Problem } from './errors.js'
import { ContractError, isContractError } from './errors.js'
import type { HopDefinition } from './runtime-hop.js'
import type { ContractVersion } from './version.js'

interface Definition {
  readonly name: string
  readonly versions: readonly ContractVersion[]
  readonly hops: readonly HopDefinition[]
}

const buyRoute = oc.route({ path: '/buy' }).errors({ SOLD_OUT: { data: z.object({ item: z.string() }) } })
const buyWith = (request: z.ZodType, response: z.ZodType = z.object({ id: z.string() })) => buyRoute.input(request).output(response)
const Purchase = z.object({ item: z.string(), count: z.number().min(1) })
const buy = buyWith(Purchase)
const sellRoute = oc.route({ path: '/sell' })
const listOf = (response: z.ZodType) => oc.route({ method: 'GET', path: '/items' }).output(response)
const list = listOf(z.array(z.string()))
const watchWith = (response: AnySchema) => oc.route({ method: 'GET', path: '/watch' }).output(response)
const watch = watchWith(eventIterator(z.object({ item: z.string() }), z.string()))

const older = { buy, stock: { list, watch } }
const newer = oc.prefix('/v2').router(older)
const version = (id: string, shop: ContractVersion['contracts'][string], more = {}): ContractVersion => ({ version: id, contracts: { shop }, ...more })
const hop = (shop: object = {}, more: Partial<HopDefinition> = {}): HopDefinition => ({ from: '1.0.0', to: '2.0.0', contracts: { shop }, ...more })

/** Two versions that are alike, and what a test changes. */
const coherent: Definition = { name: 'shop', versions: [version('1.0.0', older), version('2.0.0', newer)], hops: [hop()] }
const withNewer = (shop: typeof older | object, steps: object = {}): Partial<Definition> => ({
  versions: [version('1.0.0', older), version('2.0.0', oc.prefix('/v2').router({ ...older, ...shop }))],
  hops: [hop(steps)],
})
const same = { up: (value: unknown) => value, down: (value: unknown) => value }

function problemsOf(change: Partial<Definition>): readonly Problem[] {
  try {
    defineRegistry({ ...coherent, ...change })
  } catch (error) {
    if (isContractError(error, 'REGISTRY_INCOHERENT')) return error.details.problems
    throw error
  }
  return []
}

const placesOf = (change: Partial<Definition>) => problemsOf(change).map(({ rule, where }) => [rule, where])

it('takes versions and hops that fit together', () => {
  expect(problemsOf({})).toEqual([])
})

describe('refuses', () => {
  it.each<[string, string, Partial<Definition>, string]>([
    // rule, the mistake, the change that makes it, where it is reported
    ['name-malformed', 'a name with a space', { name: 'my shop' }, 'name "my shop"'],
    ['name-malformed', 'an empty name', { name: '' }, 'name ""'],
    ['name-malformed', 'a name that ends with a hyphen', { name: 'shop-' }, 'name "shop-"'],
    ['name-malformed', 'a name with a sign behind a hyphen', { name: 'shop-$' }, 'name "shop-$"'],
    ['versions-empty', 'no version', { versions: [], hops: [] }, 'versions'],
    ['version-malformed', 'a version that is a range', { versions: [version('^1.0.0', older)], hops: [] }, 'version "^1.0.0"'],
    ['version-malformed', 'a version with a v', { versions: [version('v1.0.0', older)], hops: [] }, 'version "v1.0.0"'],
    ['version-malformed', 'a version with build metadata', { versions: [version('1.0.0+a', older)], hops: [] }, 'version "1.0.0+a"'],
    ['version-duplicate', 'a version twice', { versions: [version('1.0.0', older), version('1.0.0', older)], hops: [] }, 'version 1.0.0'],
    ['version-order', 'the newer version first', { versions: [version('2.0.0', newer), version('1.0.0', older)], hops: [] }, 'version 1.0.0'],
    ['version-order', 'versions sorted as text', { versions: [version('10.0.0', older), version('9.0.0', older)], hops: [] }, 'version 9.0.0'],
    ['name-dotted', 'a contract with a dot', { versions: [{ version: '1.0.0', contracts: { 'my.shop': older } }], hops: [] }, 'my.shop in 1.0.0'],
    ['name-dotted', 'a procedure with a dot', { versions: [version('1.0.0', { 'stock.list': list })], hops: [] }, 'shop in 1.0.0'],
    ['name-dotted', 'a procedure without a name', { versions: [version('1.0.0', { stock: { '': list } })], hops: [] }, 'shop in 1.0.0'],
    ['route-prefix', 'a path without /v2', { versions: [version('1.0.0', older), version('2.0.0', { ...newer, buy })] }, 'shop.buy in 2.0.0'],
    ['route-prefix', 'an oldest version of which a path has a prefix and another has none', { versions: [version('2.0.0', { ...newer, buy })], hops: [] }, 'shop.buy in 2.0.0'],
    ['route-prefix', 'a path under another version', { versions: [version('1.0.0', older), version('2.0.0', { ...newer, buy: oc.prefix('/v1').router({ buy }).buy })] }, 'shop.buy in 2.0.0'],
    ['route-prefix', 'a path that is left out, to which no prefix is added', { versions: [version('1.0.0', { list: oc }), version('2.0.0', oc.prefix('/v2').router({ list: oc }))] }, 'shop.list in 2.0.0'],
    ['route-prefix', 'a contract that is a single procedure without /v2', { versions: [version('1.0.0', list), version('2.0.0', list)] }, 'shop in 2.0.0'],
    ['hop-unknown-version', 'a hop to a version that is not there', { hops: [hop(), hop({}, { from: '2.0.0', to: '3.0.0' })] }, 'hop 2.0.0 to 3.0.0'],
    ['hop-not-adjacent', 'a hop that goes back', { hops: [hop(), hop({}, { from: '2.0.0', to: '1.0.0' })] }, 'hop 2.0.0 to 1.0.0'],
    ['hop-not-adjacent', 'a hop that goes nowhere', { hops: [hop(), hop({}, { from: '2.0.0', to: '2.0.0' })] }, 'hop 2.0.0 to 2.0.0'],
    ['hop-duplicate', 'a hop twice', { hops: [hop(), hop()] }, 'hop 1.0.0 to 2.0.0'],
    ['hop-missing', 'a major without a hop', { hops: [] }, '1.0.0 to 2.0.0'],
    ['step-unknown-procedure', 'steps for a contract that is not there', { hops: [hop({}, { contracts: { shop: {}, bank: {} } })] }, 'hop 1.0.0 to 2.0.0, bank'],
    ['step-unknown-procedure', 'steps for a procedure that is not there', { hops: [hop({ sell: {} })] }, 'hop 1.0.0 to 2.0.0, shop.sell'],
    ['step-unknown-procedure', 'steps for a nested procedure that is not there', { hops: [hop({ stock: { count: {} } })] }, 'hop 1.0.0 to 2.0.0, shop.stock.count'],
    ['route-reserved', 'a route that is discovery', withNewer({ sell: oc.route({ method: 'GET', path: '/contract' }) }, { sell: { unavailable: 'new' } }), 'shop.sell in 2.0.0'],
    ['route-reserved', 'a route that is the OpenAPI document', withNewer({ sell: oc.route({ method: 'GET', path: '/openapi.json' }) }, { sell: { unavailable: 'new' } }), 'shop.sell in 2.0.0'],
    ['route-duplicate', 'two procedures on one route but for the names of what stands in it', withNewer({ one: oc.route({ path: '/{from}/x/{to}' }), two: oc.route({ path: '/{sender}/x/{receiver}' }) }, { one: { unavailable: 'new' }, two: { unavailable: 'new' } }), 'shop.two in 2.0.0'],
    ['route-duplicate', 'two procedures on one route', withNewer({ sell: buy }, { sell: { unavailable: 'new' } }), 'shop.sell in 2.0.0'],
    ['step-missing', 'a schema that does not describe itself and is another', { versions: [version('1.0.0', { ...older, buy: buyRoute.output(type<string>()) }), version('2.0.0', oc.prefix('/v2').router({ ...older, buy: buyRoute.output(type<string>()) }))] }, 'hop 1.0.0 to 2.0.0, shop.buy'],
    ['procedure-undecided', 'an added procedure without a word', withNewer({ sell: sellRoute }), 'hop 1.0.0 to 2.0.0, shop.sell'],
    ['procedure-undecided', 'a removed procedure without a word', { versions: [version('1.0.0', older), version('2.0.0', { stock: newer.stock })] }, 'hop 1.0.0 to 2.0.0, shop.buy'],
    ['procedure-on-both-sides', 'a procedure called unavailable that both sides have', { hops: [hop({ buy: { unavailable: 'why?' } })] }, 'hop 1.0.0 to 2.0.0, shop.buy'],
    ['step-missing', 'a changed request without a step', withNewer({ buy: buyWith(z.object({ sku: z.string() })) }), 'hop 1.0.0 to 2.0.0, shop.buy'],
    ['step-missing', 'a changed response without a step', withNewer({ buy: buyWith(Purchase, z.object({ no: z.number() })) }), 'hop 1.0.0 to 2.0.0, shop.buy'],
    ['step-missing', 'a changed event without a step', withNewer({ stock: { list, watch: watchWith(eventIterator(z.object({ sku: z.string() }), z.string())) } }), 'hop 1.0.0 to 2.0.0, shop.stock.watch'],
    ['step-missing', 'a changed return of a stream without a step', withNewer({ stock: { list, watch: watchWith(eventIterator(z.object({ item: z.string() }), z.number())) } }), 'hop 1.0.0 to 2.0.0, shop.stock.watch'],
    ['step-missing', 'a request that does not describe itself, so that its change would go unseen, without a step', { versions: [version('1.0.0', { buy: buyRoute.input(type<string>()) }), version('2.0.0', oc.prefix('/v2').router({ buy: buyRoute.input(type<string>()) }))] }, 'hop 1.0.0 to 2.0.0, shop.buy'],
    ['stream-changed', 'a stream that became a single answer', withNewer({ stock: { list, watch: watchWith(z.string()) } }, { stock: { watch: { events: same } } }), 'hop 1.0.0 to 2.0.0, shop.stock.watch'],
    ['error-unmapped', 'a new error without a mapping', withNewer({ buy: buy.errors({ CLOSED: {} }) }), 'hop 1.0.0 to 2.0.0, shop.buy'],
    ['route-changed', 'another path and method', withNewer({ buy: buy.route({ path: '/purchase', method: 'PUT' }) }), 'hop 1.0.0 to 2.0.0, shop.buy'],
    ['route-changed', 'another path', withNewer({ buy: buy.route({ path: '/purchase' }) }), 'hop 1.0.0 to 2.0.0, shop.buy'],
    ['route-changed', 'another method', withNewer({ buy: buy.route({ method: 'PUT' }) }), 'hop 1.0.0 to 2.0.0, shop.buy'],
    ['route-changed', 'another status of success', withNewer({ buy: buy.route({ successStatus: 201 }) }), 'hop 1.0.0 to 2.0.0, shop.buy'],
    ['route-changed', 'another structure of what comes in', withNewer({ buy: buy.route({ inputStructure: 'detailed' }) }), 'hop 1.0.0 to 2.0.0, shop.buy'],
    ['loss-path-unknown', 'a loss at a path that is not there', { hops: [hop({ buy: { request: { ...same, losses: [{ path: 'items', reason: 'r' }] } } })] }, 'hop 1.0.0 to 2.0.0, shop.buy'],
  ])('%s: %s', (rule, _mistake, change, where) => {
    expect(placesOf(change)).toEqual([[rule, where]])
    // what is wrong and what to do, as people read it
    expect(problemsOf(change)).toMatchSnapshot()
  })
})

describe('refuses what types cannot see:', () => {
  it.each<[string, object, string]>([
    // the change, the changed procedure, what the problem says
    ['a minimum', { buy: buyWith(z.object({ item: z.string(), count: z.number().min(2) })) }, 'its request changed'],
    ['a pattern', { buy: buyWith(z.object({ item: z.string().regex(/^\w+$/), count: z.number().min(1) })) }, 'its request changed'],
    ['a refinement', { buy: buyWith(z.object({ item: z.string().refine((item) => item !== 'x'), count: z.number().min(1) })) }, 'its request changed'],
    ['a default, which only what is sent shows', { buy: buyWith(z.object({ item: z.string(), count: z.number().min(1).default(1) })) }, 'its request changed'],
    ['coercion', { buy: buyWith(z.object({ item: z.string(), count: z.coerce.number().min(1) })) }, 'its request changed'],
    ['a constraint on the answer', { stock: { list: listOf(z.array(z.string()).max(10)), watch } }, 'its response changed'],
    ['the data of an error', { buy: buy.errors({ SOLD_OUT: { data: z.object({ item: z.string().min(1) }) } }) }, 'its error SOLD_OUT has no place going up'],
    ['a route', { buy: buy.route({ path: '/purchase' }) }, 'its route changed: path /buy to /purchase'],
  ])('%s', (_change, shop, problem) => {
    expect(problemsOf(withNewer(shop)).map((found) => found.problem)).toContain(problem)
  })
})

describe('takes', () => {
  it.each<[string, Partial<Definition>]>([
    // what is in order, the change that makes it
    ['a changed half with its step', withNewer({ buy: buyWith(z.object({ sku: z.string() })) }, { buy: { request: same } })],
    ['a changed route that is meant', withNewer({ buy: buy.route({ path: '/purchase' }) }, { buy: { route: 'v2 says purchase' } })],
    ['an added procedure that is unavailable', withNewer({ sell: sellRoute }, { sell: { unavailable: 'v1 never sold' } })],
    ['an added procedure that is emulated', withNewer({ sell: sellRoute }, { sell: { emulated: () => Promise.resolve({}) } })],
    ['a new error with its mapping', withNewer({ buy: buy.errors({ CLOSED: {} }) }, { buy: { errors: { down: { CLOSED: () => ({ code: 'CONFLICT' }) } } } })],
    ['another status of an error, which no step converts', withNewer({ buy: buy.errors({ SOLD_OUT: { status: 409, data: z.object({ item: z.string() }) } }) })],
    ['what does not describe itself and is shared by both versions', { versions: ((buy) => [version('1.0.0', { buy }), version('2.0.0', oc.prefix('/v2').router({ buy }))])(buyRoute.input(type<string>())) }],
    ['another description', withNewer({ buy: buyWith(z.object({ item: z.string().describe('New.'), count: z.number().min(1) })) })],
    ['a contract that came later', { versions: [version('1.0.0', older), { version: '2.0.0', contracts: { shop: newer, bank: oc.prefix('/v2').router({ list }) } }], hops: [hop({}, { contracts: { bank: { list: { unavailable: 'v1 has no bank' } } } })] }],
    ['routes that only begin alike, or have a name where another has a word', withNewer({ one: oc.route({ path: '/x/{id}' }), two: oc.route({ path: '/x/{id}/y' }), three: oc.route({ path: '/x/' }) }, { one: { unavailable: 'new' }, two: { unavailable: 'new' }, three: { unavailable: 'new' } })],
    ['a name of several words and numbers', { name: 'My-shop2-of-3x' }],
    ['hops in any order', { versions: [version('1.0.0', older), version('2.0.0', newer), version('3.0.0', oc.prefix('/v3').router(older))], hops: [hop({}, { from: '2.0.0', to: '3.0.0' }), hop()] }],
    ['an oldest version under its own prefix', { versions: [version('2.0.0', newer)], hops: [] }],
    ['a pre-release, and paths after its major', { versions: [version('2.0.0-rc.1', newer), version('2.0.0', newer)], hops: [] }],
  ])('%s', (_what, change) => {
    expect(problemsOf(change)).toEqual([])
    expect(defineRegistry({ ...coherent, ...change }).name).toBe(change.name ?? coherent.name)
  })
})

describe('the dates of a version', () => {
  it.each<[string | undefined, string | undefined, boolean]>([
    // deprecated, sunset, whether it is in order
    ['2027-01-31', undefined, true],
    [undefined, '2027-01-31', true],
    ['2027-01-31', '2027-01-31', true],
    ['2027-01-31T00:00:00.125Z', undefined, true],
    ['2027-01-31T00:00Z', undefined, true],
    ['x2027-01-31', undefined, false],
    ['1 2027-01-31', undefined, false],
    ['2027-01-31T00:00:00Z', '2027-02-01T12:30:00.5+01:00', true],
    ['2028-02-29', undefined, true],
    ['2027-02-29', undefined, false],
    ['2027-13-01', undefined, false],
    ['2027-1-5', undefined, false],
    ['soon', undefined, false],
    ['soon 1', undefined, false],
    ['5', undefined, false],
    ['2027-01-31T00:00', undefined, false],
    ['', undefined, false],
    [undefined, 'later', false],
    ['2027-02-01', '2027-01-31', false],
  ])('%j and %j are in order: %s', (deprecated, sunset, inOrder) => {
    const dates = { ...(deprecated !== undefined && { deprecated }), ...(sunset !== undefined && { sunset }) }
    const found = placesOf({ versions: [version('1.0.0', older, dates)], hops: [] })
    expect(found).toEqual(inOrder ? [] : [['version-dates', 'version 1.0.0']])
    expect(problemsOf({ versions: [version('1.0.0', older, dates)], hops: [] })).toMatchSnapshot()
  })
})

describe('the path of a loss', () => {
  const Deep = z.object({
    list: z.array(z.object({ a: z.string() })),
    byName: z.record(z.string(), z.object({ b: z.string() })),
    choice: z.discriminatedUnion('kind', [z.object({ kind: z.literal('x'), x: z.string() }), z.object({ kind: z.literal('y'), y: z.string() })]),
    maybe: z.object({ c: z.string() }).nullable().optional(),
    pair: z.tuple([z.object({ first: z.string() }), z.string()]),
    free: z.unknown(),
    at: z.date(),
    get tree() {
      return Deep.optional()
    },
  })
  const versions = [version('1.0.0', { buy: buyWith(z.object({ old: z.string() })) }), version('2.0.0', oc.prefix('/v2').router({ buy: buyWith(Deep) }))]
  const found = (path: string, direction?: 'up' | 'down') =>
    placesOf({ versions, hops: [hop({ buy: { request: { ...same, losses: [{ path, reason: 'r', ...(direction && { direction }) }] } } })] })

  it.each([
    // path, whether the newer request has it
    ['list', true],
    ['list[]', true],
    ['list[].a', true],
    ['list.a', false],
    ['list[].b', false],
    ['list[][]', false],
    ['byName.*.b', true],
    ['byName.anything.b', true],
    ['byName.*.c', false],
    ['choice.x', true],
    ['choice.y', true],
    ['choice.z', false],
    ['maybe.c', true],
    ['maybe.d', false],
    ['pair[].first', true],
    ['free.whatever[].there', true],
    ['at', true],
    ['at.time', false],
    ['tree.list[].a', true],
    ['tree.tree.tree.maybe.c', true],
    ['tree.tree.nope', false],
    ['toString', false],
    ['', true],
  ])('%j is known: %s', (path, known) => {
    expect(found(path)).toEqual(known ? [] : [['loss-path-unknown', 'hop 1.0.0 to 2.0.0, shop.buy']])
  })

  it('is looked for on the side that is converted from', () => {
    expect([found('old', 'up'), found('list', 'down')]).toEqual([[], []])
    expect([found('old', 'down'), found('list', 'up')].flat()).toHaveLength(2)
  })
})

it('reports every problem at once', () => {
  const problems = placesOf({
    name: 'my shop',
    versions: [
      version('1.0.0', older, { deprecated: 'soon' }),
      version('2.0.0', { ...newer, buy }),
      version('3.0.0', oc.prefix('/v3').router({ stock: { list } })),
    ],
    hops: [
      hop({ sell: {} }),
      hop({ stock: { watch: {} } }, { from: '2.0.0', to: '3.0.0' }),
      hop({}, { from: '1.0.0', to: '3.0.0' }),
    ],
  })
  expect(problems).toEqual([
    ['name-malformed', 'name "my shop"'],
    ['version-dates', 'version 1.0.0'],
    ['route-prefix', 'shop.buy in 2.0.0'],
    ['hop-not-adjacent', 'hop 1.0.0 to 3.0.0'],
    ['step-unknown-procedure', 'hop 1.0.0 to 2.0.0, shop.sell'],
    ['procedure-undecided', 'hop 2.0.0 to 3.0.0, shop.buy'],
    ['procedure-undecided', 'hop 2.0.0 to 3.0.0, shop.stock.watch'],
  ])
})

it('names what is wrong and the way out in its message', () => {
  const define = () => defineRegistry({ ...coherent, hops: [] })
  expect(define).toThrow(ContractError)
  expect(define).toThrow('The registry "shop" does not fit together:\n- 1.0.0 to 2.0.0: a new major has no hop. Write one with defineHop and register it.')
})
