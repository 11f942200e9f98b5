import { type AnyContractRouter, type AnySchema, eventIterator, oc, ORPCError, type } from '@orpc/contract'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { failureOf, peerThat } from '../../test/support/peer.js'
import { callThrough } from './call.js'
import { defineRegistry } from './define-registry.js'
import { isContractError } from './errors.js'
import type { HopDefinition } from './runtime-hop.js'

const request = z.object({ item: z.string() })
const response = z.object({ id: z.string(), parts: z.array(z.object({ no: z.number() })) })
const base = oc.route({ path: '/buy' })
const buyWith = (from: AnySchema = request, to: AnySchema = response) => base.input(from).output(to)
const failing = (errors: Parameters<typeof base.errors>[0]) => base.errors(errors).input(request).output(response)

const registryOf = (older: AnyContractRouter, newer: AnyContractRouter, hops: readonly HopDefinition[] = []) =>
  defineRegistry({
    name: 'shop',
    versions: [
      { version: '2.0.0', contracts: { shop: oc.prefix('/v2').router(older) } },
      { version: '2.1.0', contracts: { shop: oc.prefix('/v2').router(newer) } },
    ],
    hops,
  })

describe.each(['all', 'edges'] as const)('within a major, where %s is validated, fields that were added', (validate) => {
  const registry = registryOf(
    { buy: buyWith() },
    {
      buy: buyWith(
        request.extend({ note: z.string().optional() }),
        response.extend({ parts: z.array(z.object({ no: z.number(), label: z.string().optional() })), total: z.number().default(0) }),
      ),
    },
  )
  const up = registry.chain('shop', ['buy'], '2.0.0', '2.1.0')
  const down = registry.chain('shop', ['buy'], '2.1.0', '2.0.0')

  it('do not reach an older peer, and are reported', async () => {
    const { sent, lost, options } = peerThat(() => ({ id: '1', parts: [{ no: 1 }] }), { validate })
    expect(await callThrough(down, { item: 'a', note: 'b' }, options)).toEqual({ id: '1', parts: [{ no: 1 }], total: 0 })
    expect(sent).toEqual([{ item: 'a' }])
    expect(lost).toEqual([
      { procedure: 'shop.buy', half: 'request', path: 'note', reason: 'it came with 2.1.0', from: '2.1.0', to: '2.0.0' },
    ])
  })

  it('do not reach an older caller, and are reported', async () => {
    const { sent, lost, options } = peerThat(() => ({ id: '1', parts: [{ no: 1 }, { no: 2, label: 'b' }], total: 3 }), { validate })
    expect(await callThrough(up, { item: 'a' }, options)).toEqual({ id: '1', parts: [{ no: 1 }, { no: 2 }] })
    expect(sent).toEqual([{ item: 'a' }])
    expect(lost.map(({ half, path }) => [half, path])).toEqual([['response', 'parts[1].label'], ['response', 'total']])
  })

  it('are rejected where the caller says so', async () => {
    const { sent, options } = peerThat(() => ({}), { policy: 'reject', validate })
    await expect(callThrough(down, { item: 'a', note: 'b' }, options)).rejects.toMatchObject({ code: 'LOSSY_CONVERSION' })
    expect(sent).toEqual([])
  })

  it('are there for the hop of a later major, with what they are where nobody sent them', async () => {
    const versionOf = (version: string, from: AnySchema) => ({ version, contracts: { shop: oc.prefix(`/v${version.charAt(0)}`).router({ buy: buyWith(from) }) } })
    const versions = [
      versionOf('2.0.0', request),
      versionOf('2.1.0', request.extend({ count: z.number().default(1) })),
      versionOf('3.0.0', z.object({ items: z.array(z.string()) })),
    ]
    const up = ({ item, count }: { item: string; count: number }) => ({ items: Array.from({ length: count }, () => item) })
    const down = ({ items: [item = ''] }: { items: string[] }) => ({ item, count: 2 })
    const threeMajors = defineRegistry({ name: 'shop', versions, hops: [{ from: '2.1.0', to: '3.0.0', contracts: { shop: { buy: { request: { up, down } } } } }] })
    const { sent, options } = peerThat(() => ({ id: '1', parts: [] }), { validate })
    await callThrough(threeMajors.chain('shop', ['buy'], '2.0.0', '3.0.0'), { item: 'a' }, options)
    await callThrough(threeMajors.chain('shop', ['buy'], '3.0.0', '2.0.0'), { items: ['b'] }, options)
    expect(sent).toEqual([{ items: ['a'] }, { item: 'b' }])
  })

  it('go on as they are where a schema takes its time, to be read where they arrive; nobody hears of it if it fails here', async () => {
    const whenever = (shape: z.ZodObject, validate: (value: unknown) => Promise<{ readonly value: unknown }>): AnySchema => ({
      '~standard': { ...shape['~standard'], vendor: 'shop', validate },
    })
    const older = whenever(request, async (value) => ({ value }))
    const reads = [() => Promise.reject(new Error('not at hand')), async (value: unknown) => ({ value })]
    const newer = whenever(request.extend({ note: z.string().optional() }), (value) => (reads.shift() ?? expect.fail('read once more'))(value))
    const { sent, options } = peerThat(() => ({ id: '1', parts: [] }), { validate })
    const chain = registryOf({ buy: buyWith(older) }, { buy: buyWith(newer) }).chain('shop', ['buy'], '2.0.0', '2.1.0')
    expect(await callThrough(chain, { item: 'a' }, options)).toEqual({ id: '1', parts: [] })
    expect(sent).toEqual([{ item: 'a' }])
  })
})

describe('within a major, what else was added', () => {
  const sell = oc.route({ path: '/sell' }).output(z.string())
  const TAKEN = { status: 409, data: z.object({ by: z.string() }) }
  const registry = registryOf({ buy: failing({}) }, { buy: failing({ TAKEN }), group: { sell } })

  it('is a procedure that is unavailable on the older version', async () => {
    const { options } = peerThat(() => 'sold', { peer: 'https://old.example' })
    const chain = registry.chain('shop', ['group', 'sell'], '2.1.0', '2.0.0')
    await expect(callThrough(chain, undefined, options)).rejects.toMatchObject({
      code: 'PROCEDURE_UNAVAILABLE',
      details: { procedure: 'shop.group.sell', version: '2.0.0', reason: 'it came with 2.1.0', peer: 'https://old.example' },
    })
  })

  it('is an error that reaches an older caller with its code and status, and untyped', async () => {
    const { options } = peerThat(() => { throw new ORPCError('TAKEN', { status: 409, data: { by: 'x' } }) })
    expect(await failureOf(() => callThrough(registry.chain('shop', ['buy'], '2.0.0', '2.1.0'), { item: 'a' }, options)))
      .toMatchObject({ code: 'TAKEN', status: 409, defined: false, data: { by: 'x' } })
  })
})

describe('within a major, a version is refused by name where', () => {
  const one = oc.route({ path: '/buy' })
  const data = z.object({ by: z.string() })
  it.each<[string, AnyContractRouter, AnyContractRouter, readonly string[]]>([
    // what was done, older contract, newer contract, what the problems say
    ['a procedure was removed', { buy: buyWith(), sell: oc.route({ path: '/sell' }) }, { buy: buyWith() }, ['it was removed within a major version']],
    ['a request changed', { buy: buyWith() }, { buy: buyWith(z.object({ item: z.number() })) }, ['its request changed in more than optional fields']],
    ['a request demands more', { buy: buyWith() }, { buy: buyWith(request.extend({ count: z.number() })) }, ['its request changed in more than optional fields']],
    ['a response changed', { buy: buyWith() }, { buy: buyWith(request, response.extend({ id: z.number() })) }, ['its response changed in more than optional fields']],
    ['a minimum was added', { buy: buyWith() }, { buy: buyWith(z.object({ item: z.string().min(1) })) }, ['its request changed in more than optional fields']],
    ['a strict request got a field', { buy: buyWith(request.strict()) }, { buy: buyWith(request.extend({ note: z.string().optional() }).strict()) }, ['its request changed in more than optional fields']],
    ['events changed', { buy: one.output(eventIterator(z.string())) }, { buy: one.output(eventIterator(z.number())) }, ['its events changed in more than optional fields']],
    ['a stream was made of an answer', { buy: one.output(z.string()) }, { buy: one.output(eventIterator(z.string())) }, ['its response changed in more than optional fields', 'its events changed in more than optional fields']],
    ['an error changed', { buy: failing({ TAKEN: { data } }) }, { buy: failing({ TAKEN: { data: data.extend({ at: z.string() }) } }) }, ['its error TAKEN changed']],
    ['an error was removed', { buy: failing({ TAKEN: { data } }) }, { buy: failing({}) }, ['its error TAKEN was removed']],
    ['an error without data was removed', { buy: failing({ TAKEN: {} }) }, { buy: failing({}) }, ['its error TAKEN was removed']],
    ['a route changed', { buy: one }, { buy: oc.route({ path: '/get' }) }, ['its route changed']],
    ['a schema says nothing of itself', { buy: buyWith(type<string>()) }, { buy: buyWith(type<string>()) }, ['its request cannot be compared, since its schema does not say all of itself as JSON Schema']],
    ['a schema says nothing of itself any more', { buy: buyWith() }, { buy: buyWith(type<string>()) }, ['its request cannot be compared, since its schema does not say all of itself as JSON Schema']],
    ['a schema says something of itself now', { buy: buyWith(type<string>()) }, { buy: buyWith() }, ['its request cannot be compared, since its schema does not say all of itself as JSON Schema']],
    ['an error says nothing of itself any more', { buy: failing({ TAKEN: { data } }) }, { buy: failing({ TAKEN: { data: type<string>() } }) }, ['its error TAKEN cannot be compared, since its schema does not say all of itself as JSON Schema']],
    ['an error says something of itself now', { buy: failing({ TAKEN: { data: type<string>() } }) }, { buy: failing({ TAKEN: { data } }) }, ['its error TAKEN cannot be compared, since its schema does not say all of itself as JSON Schema']],
    ['an error says nothing of itself', { buy: failing({ TAKEN: { data: type<string>() } }) }, { buy: failing({ TAKEN: { data: type<string>() } }) }, ['its error TAKEN cannot be compared, since its schema does not say all of itself as JSON Schema']],
  ])('%s', async (_what, older, newer, problems) => {
    const error = await failureOf(() => registryOf(older, newer))
    expect(isContractError(error, 'REGISTRY_INCOHERENT') && error.details.problems.map(({ rule, problem, fix }) => [rule, problem, fix]))
      .toEqual(problems.map((problem) => ['minor-not-compatible', problem, 'Restore it, or raise the major version and write a hop.']))
  })

  it('a hop that was written by hand would convert what older peers of the same path misread', async () => {
    const hop = { from: '2.0.0', to: '2.1.0', contracts: { shop: { buy: { request: { up: () => ({ item: 1 }), down: () => ({ item: 'a' }) } } } } }
    const error = await failureOf(() => registryOf({ buy: buyWith() }, { buy: buyWith(z.object({ item: z.number() })) }, [hop]))
    expect(error).toMatchObject({ details: { problems: [{ rule: 'minor-not-compatible', where: 'shop.buy from 2.0.0 to 2.1.0' }] } })
  })
})

describe('within a major', () => {
  it('a schema that says nothing of itself is taken where both versions share it', () => {
    const shared = type<string>()
    expect(registryOf({ buy: buyWith(shared) }, { buy: buyWith(shared) }).versions).toHaveLength(2)
  })

  it('a hop may be written by hand to emulate what was added', async () => {
    const sell = oc.route({ path: '/sell' }).output(z.string())
    const hop = { from: '2.0.0', to: '2.1.0', contracts: { shop: { sell: { emulated: async () => 'emulated' } } } }
    const registry = registryOf({ buy: buyWith() }, { buy: buyWith(), sell }, [hop])
    const { options } = peerThat(() => 'sold', { clientAt: () => ({}) })
    expect(await callThrough(registry.chain('shop', ['sell'], '2.1.0', '2.0.0'), undefined, options)).toBe('emulated')
  })
})
