import { oc } from '@orpc/contract'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { failureOf } from '../../test/support/peer.js'
import { registry } from '../../test/support/printer.js'
import { idOf, traced, tracedRegistry } from '../../test/support/traced.js'
import { refuse } from './define.js'
import { defineRegistry } from './define-registry.js'

const [one, two] = ['1.0.0', '2.0.0']

describe('a registry', () => {
  it('knows its versions, the latest, and each by its id', () => {
    const [older, newer] = registry.versions
    expect(registry.latest).toBe(newer)
    expect(registry.version(one)).toBe(older)
  })

  it('of one version and one contract that is a single procedure needs no hop', () => {
    const single = defineRegistry({ name: 'single', versions: [{ version: one, contracts: { ping: oc } }], hops: [] })
    expect(single.chain('ping', [], one, one)).toMatchObject({ procedure: 'ping', ending: { kind: 'native' } })
  })

  it.each([
    // what is asked for, how, what is said to be asked for, what there is
    ['an unknown version', () => registry.version('3.0.0'), 'version 3.0.0', [one, two]],
    ['a chain from an unknown version', () => registry.chain('printer', ['print'], '0.9.0', two), 'version 0.9.0', [one, two]],
    ['a chain to an unknown version', () => registry.chain('printer', ['print'], one, '2.0'), 'version 2.0', [one, two]],
    ['a chain of an unknown procedure', () => registry.chain('printer', ['fold'], one, two), 'procedure printer.fold in version 1.0.0', ['printer.print', 'printer.watch', 'printer.queue']],
    ['a chain of a procedure that came later', () => registry.chain('printer', ['staple'], one, two), 'procedure printer.staple in version 1.0.0', ['printer.print', 'printer.watch', 'printer.queue']],
    ['a chain of an unknown contract', () => registry.chain('bank', ['pay'], one, two), 'procedure bank.pay in version 1.0.0', []],
    ['a chain of what every object has', () => registry.chain('toString', ['constructor'], one, two), 'procedure toString.constructor in version 1.0.0', []],
    ['a conversion of an unknown procedure', () => registry.migrate('printer.fold', 'request', {}, { from: one, to: two }), 'procedure printer.fold in version 1.0.0', ['printer.print', 'printer.watch', 'printer.queue']],
  ])('refuses %s, and says what there is', async (_what, ask, asked, known) => {
    expect(await failureOf(ask)).toMatchObject({ code: 'NOT_REGISTERED', details: { registry: 'printers', asked, known } })
  })

  it('rejects, and does not throw, where a conversion is asked for that it does not have', async () => {
    const promised = registry.migrate('printer.fold', 'request', {}, { from: one, to: two })
    await expect(promised).rejects.toMatchObject({ code: 'NOT_REGISTERED' })
  })
})

describe('a payload on its own', () => {
  const print = (half: 'request' | 'response' | 'events', value: unknown, from: string, to: string, request?: unknown) =>
    registry.migrate('printer.print', half, value, { from, to, request })

  it.each([
    // half, value, from, to, the value there, what is lost
    ['request', { text: 'a\nb' }, one, two, { lines: ['a', 'b'] }, []],
    ['request', { lines: ['a'], copies: 2, secret: 's' }, two, one, { text: 'a' }, ['copies', 'secret']],
    ['response', { pages: 2 }, one, two, { sheets: 2 }, []],
    ['response', { sheets: 2, duplex: true, unknown: 1 }, two, one, { pages: 2 }, ['duplex']],
    ['request', { text: 'a' }, one, one, { text: 'a' }, []],
  ] as const)('a %s %j from %s to %s becomes %j and loses %j', async (half, value, from, to, converted, lost) => {
    const { value: arrived, losses } = await print(half, value, from, to)
    expect(arrived).toEqual(converted)
    expect(losses.map(({ path, half: where }) => [where, path])).toEqual(lost.map((path) => [half, path]))
  })

  it.each([
    // what is wrong, half, value, from, to, between which versions the error says that it happened
    ['it is invalid from the start', 'request', { text: 1 }, one, two, one, one],
    ['it is invalid from the start', 'response', { sheets: 0 }, two, one, two, two],
    ['the hop makes it invalid', 'request', { text: 'x'.repeat(81) }, one, two, one, two],
    ['the hop makes it invalid', 'response', { pages: 0 }, one, two, one, two],
  ] as const)('is refused where %s: the %s %j from %s to %s', async (_what, half, value, from, to, detailFrom, detailTo) => {
    expect(await failureOf(() => print(half, value, from, to)))
      .toMatchObject({ code: 'CONVERSION_INVALID', details: { procedure: 'printer.print', half, from: detailFrom, to: detailTo } })
  })

  it.each([
    // procedure, from, to, the version that lacks it, why
    ['printer.staple', two, one, one, 'v1 has no stapler'],
    ['printer.count', two, one, one, 'it is emulated, so that its payloads have no counterpart'],
    ['printer.queue', one, two, two, 'it is emulated, so that its payloads have no counterpart'],
  ])('of %s from %s to %s has no counterpart in %s', async (procedure, from, to, version, reason) => {
    expect(await failureOf(() => registry.migrate(procedure, 'request', {}, { from, to })))
      .toMatchObject({ code: 'PROCEDURE_UNAVAILABLE', details: { procedure, version, reason } })
  })

  const three = tracedRegistry(3)
  it.each(['response', 'events'] as const)('that is an answer (%s) goes the way back of its call, whose request each hop knows', async (half) => {
    const between = { from: idOf(3), to: idOf(1), request: traced(1, 'q') }
    expect(await three.migrate('trace.watch', half, traced(3, 'r'), between)).toMatchObject({ value: traced(1, 'r>2(q>2|q>2>3)>1(q|q>2)') })
  })

  it('that is an answer finds an empty request where none is given, and no step is run on it', async () => {
    const between = { from: idOf(2), to: idOf(1) }
    expect(await three.migrate('trace.echo', 'response', traced(2, 'r'), between)).toMatchObject({ value: traced(1, 'r>1(|)') })
  })

  it('that is an answer is refused together with a request that is not valid', async () => {
    const between = { from: idOf(2), to: idOf(1), request: { v1: 5 } }
    expect(await failureOf(() => three.migrate('trace.echo', 'response', traced(2, 'r'), between)))
      .toMatchObject({ code: 'CONVERSION_INVALID', details: { half: 'request', from: idOf(1), to: idOf(1) } })
  })
})

describe('losses of a request', () => {
  it('are told without a call', () => {
    expect(registry.losses('printer.print', { lines: ['a'], secret: 's' }, { from: two, to: one })).toEqual([
      { procedure: 'printer.print', half: 'request', path: 'secret', reason: 'v1 prints for everybody', from: two, to: one },
    ])
  })

  it('are not told where the procedure is not there at all', () => {
    expect(() => registry.losses('printer.staple', {}, { from: two, to: one })).toThrow(expect.objectContaining({ code: 'PROCEDURE_UNAVAILABLE' }))
  })

  it('are those of an emulation where one answers', () => {
    const put = oc.route({ path: '/put' }).input(z.object({ limit: z.number().optional() })).output(z.boolean())
    const losses = [{ path: 'limit', reason: 'not there', direction: 'up' as const, policy: 'reject' as const }]
    const emulating = defineRegistry({
      name: 'puts',
      versions: [{ version: one, contracts: { put: { put } } }, { version: two, contracts: { put: {} } }],
      hops: [{ from: one, to: two, contracts: { put: { put: { emulated: () => true, losses } } } }],
    })
    expect(emulating.losses('put.put', { limit: 1 }, { from: one, to: two })).toStrictEqual([
      { procedure: 'put.put', half: 'request', path: 'limit', reason: 'not there', from: one, to: two },
    ])
    expect(emulating.losses('put.put', {}, { from: one, to: two })).toStrictEqual([])
  })

  it('are not told of a request that a hop refuses, which is not converted either', async () => {
    const at = (path: `/${string}`) => oc.route({ path }).input(z.object({ a: z.number() }))
    const step = { up: () => refuse('never'), down: (value: unknown) => value }
    const refusing = defineRegistry({
      name: 'refusing',
      versions: [{ version: one, contracts: { a: { a: at('/a') } } }, { version: two, contracts: { a: { a: at('/v2/a') } } }],
      hops: [{ from: one, to: two, contracts: { a: { a: { request: step } } } }],
    })
    const refused = { code: 'CONVERSION_REFUSED', details: { procedure: 'a.a', from: one, to: two, reason: 'never' } }
    expect(() => refusing.losses('a.a', { a: 1 }, { from: one, to: two })).toThrow(expect.objectContaining(refused))
    await expect(refusing.migrate('a.a', 'request', { a: 1 }, { from: one, to: two })).rejects.toMatchObject(refused)
  })

  it('are none between a version and itself', () => {
    expect(registry.losses('printer.print', { lines: ['a'], secret: 's' }, { from: two, to: two })).toEqual([])
  })
})

describe('names that every object has', () => {
  it('are names like others', async () => {
    const contract = { constructor: oc.route({ path: '/a' }).input(z.object({ valueOf: z.string() })), toString: { hasOwnProperty: oc.route({ path: '/b' }) } }
    const registry = defineRegistry({
      name: 'odd',
      versions: [
        { version: '1.0.0', contracts: { prototype: oc.prefix('/v1').router(contract) } },
        { version: '1.1.0', contracts: { prototype: oc.prefix('/v1').router(contract), valueOf: oc.prefix('/v1').router({ a: oc.route({ path: '/c' }) }) } },
      ],
      hops: [],
    })
    expect(await registry.migrate('prototype.constructor', 'request', { valueOf: 'x' }, { from: '1.0.0', to: '1.1.0' })).toEqual({ value: { valueOf: 'x' }, losses: [] })
    expect(registry.chain('prototype', ['toString', 'hasOwnProperty'], '1.1.0', '1.0.0')).toMatchObject({ ending: { kind: 'native' } })
    expect(registry.chain('valueOf', ['a'], '1.1.0', '1.0.0')).toMatchObject({ ending: { kind: 'unavailable' } })
  })
})
