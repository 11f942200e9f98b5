import { ORPCError } from '@orpc/contract'
import { describe, expect, it } from 'vitest'
import { refused, registry as awkward } from '../../test/support/awkward.js'
import { failureOf, peerThat } from '../../test/support/peer.js'
import { chainOf } from '../../test/support/printer.js'
import { registry as runners } from '../registry.js'
import { callThrough } from './call.js'
import type { LossPolicy } from './policy.js'

const peer = 'https://printer.example'
const sheets = () => ({ sheets: 1 })
const pages = () => ({ pages: 1 })

describe('a request', () => {
  it('arrives as the peer knows it', async () => {
    const { sent, options } = peerThat(sheets)
    expect(await callThrough(chainOf('print', 1, 2), { text: 'a\nb' }, options)).toEqual({ pages: 1 })
    expect(sent).toEqual([{ lines: ['a', 'b'] }])
  })

  it.each([
    // which version calls which, the request
    [1, 2, { text: 5 }],
    [1, 2, undefined],
    [2, 1, { lines: 'one' }],
    [2, 1, { lines: ['x'.repeat(81)] }],
  ])('from %i to %i that is not valid where it starts is refused as the other side would, and not sent: %j', async (from, to, request) => {
    const { sent, lost, options } = peerThat(sheets)
    const error = await failureOf(() => callThrough(chainOf('print', from, to), request, options))
    expect(error).toBeInstanceOf(ORPCError)
    expect(error).toMatchObject({ code: 'BAD_REQUEST', status: 400, message: 'Input validation failed', data: { issues: [{}] } })
    expect([sent, lost]).toEqual([[], []])
  })

  it('that a hop makes invalid is not sent, and the hop is blamed', async () => {
    const { sent, options } = peerThat(sheets, { peer })
    const error = await failureOf(() => callThrough(chainOf('print', 1, 2), { text: 'x'.repeat(81) }, options))
    expect(error).toMatchObject({
      code: 'CONVERSION_INVALID',
      details: { procedure: 'printer.print', half: 'request', from: '1.0.0', to: '2.0.0', peer, issues: [{ path: ['lines', 0] }] },
    })
    expect(sent).toEqual([])
  })

  it('loses what neither side knows', async () => {
    const { sent, options } = peerThat(sheets)
    await callThrough(chainOf('print', 1, 2), { text: 'a', unknown: true }, options)
    expect(sent).toEqual([{ lines: ['a'] }])
  })

  it('is parsed within a server where it starts, and left to the server where it arrives', async () => {
    const { sent, options } = peerThat(sheets, { withinServer: true })
    await callThrough(chainOf('print', 1, 2), { text: 'x'.repeat(81) }, options)
    expect(sent).toEqual([{ lines: ['x'.repeat(81)] }])
    const failure = await failureOf(() => callThrough(chainOf('print', 2, 1), { lines: ['x'.repeat(81)] }, options))
    expect(failure).toMatchObject({ code: 'BAD_REQUEST', cause: expect.objectContaining({ data: { lines: ['x'.repeat(81)] } }) })
    expect(sent).toHaveLength(1)
  })

  it('is trusted where only the edges are validated: what a hop makes of a valid one is sent as it is', async () => {
    const { sent, options } = peerThat(sheets, { validate: 'edges' })
    await callThrough(chainOf('print', 1, 2), { text: 'x'.repeat(81) }, options)
    expect(sent).toEqual([{ lines: ['x'.repeat(81)] }])
    expect(await failureOf(() => callThrough(chainOf('print', 1, 2), { text: 5 }, options))).toMatchObject({ code: 'BAD_REQUEST' })
  })

  it('is nobody else’s once it is sent: the caller may change its own, and the peer what it got', async () => {
    const request = { lines: ['a'], copies: 2 }
    const { options } = peerThat((sent) => {
      Object.assign(sent as object, { text: 'changed by the peer' })
      request.lines[0] = 'changed by the caller'
      throw new ORPCError('NOT_FOUND')
    })
    // the hop makes the error of the request
    const error = await failureOf(() => callThrough(chainOf('print', 2, 1), request, options))
    expect(error).toMatchObject({ code: 'LOCKED', data: { by: 'a' } })
  })
})

describe('free-form JSON in a request', () => {
  it.each([
    // whether what sends it serializes it, whether it is the caller's own
    [undefined, false],
    [true, true],
  ])('is sent where that serializes: %s, as the caller’s own: %s', async (serializes, isOwn) => {
    const free = { deep: {} }
    const { sent, options } = peerThat(() => ({ runId: 'r', results: [{ name: 'echo', status: 'pass' }] }), { serializes })
    const chain = runners.chain('runner', ['execute'], '2.0.0', '1.0.0')
    await callThrough(chain, { runId: 'r', runners: [{ name: 'echo', input: { free } }] }, options)
    expect(sent).toEqual([{ runId: 'r', runners: [{ name: 'echo', input: { free } }] }])
    expect((sent[0] as { readonly runners: readonly { readonly input: { readonly free: unknown } }[] }).runners[0]?.input.free === free).toBe(isOwn)
  })
})

describe('losses of a request', () => {
  const request = { lines: ['a'], copies: 2, secret: 's' }
  it.each<[LossPolicy | undefined, object, readonly string[] | 'sent', readonly string[]]>([
    // policy, request, what it is refused for, what is reported
    [undefined, request, ['secret'], []],
    [undefined, { lines: ['a'], copies: 2 }, 'sent', ['copies']],
    [undefined, { lines: ['a'] }, 'sent', []],
    ['report', request, 'sent', ['copies', 'secret']],
    ['allow', request, 'sent', []],
    ['reject', request, ['copies', 'secret'], []],
    ['reject', { lines: ['a'], copies: 2 }, ['copies'], []],
    ['reject', { lines: ['a'], copies: undefined }, 'sent', []],
  ])('under the policy %s, of %j: refused for %j, reported %j', async (policy, value, refused, reported) => {
    const { sent, lost, options } = peerThat(pages, { policy, peer })
    const call = () => callThrough(chainOf('print', 2, 1), value, options)
    if (refused === 'sent') await call()
    else expect(await failureOf(call)).toMatchObject({ code: 'LOSSY_CONVERSION', details: { peer, procedure: 'printer.print', from: '2.0.0', to: '1.0.0', losses: refused.map((path) => ({ path })) } })
    expect(sent).toEqual(refused === 'sent' ? [{ text: 'a' }] : [])
    expect(lost.map(({ path }) => path)).toEqual(reported)
  })

  it('are reported before anything is sent', async () => {
    const order: string[] = []
    const { options } = peerThat(() => { order.push('sent'); return { pages: 1 } }, { onLoss: ({ path }) => order.push(path) })
    await callThrough(chainOf('print', 2, 1), { lines: ['a'], copies: 2 }, options)
    expect(order).toEqual(['copies', 'sent'])
  })

  it('do not reach the caller with what their hop wants done about them', async () => {
    const { lost, options } = peerThat(pages, { policy: 'report' })
    await callThrough(chainOf('print', 2, 1), { lines: ['a'], secret: 's' }, options)
    expect(lost).toEqual([
      { procedure: 'printer.print', half: 'request', path: 'secret', reason: 'v1 prints for everybody', from: '2.0.0', to: '1.0.0' },
    ])
  })
})

describe('what an emulation of a request would lose', () => {
  it.each([
    // which version calls which, between which versions it is lost
    ['1.0.0', '2.0.0', '1.0.0', '2.0.0', 'only-old'],
    ['3.0.0', '2.0.0', '3.0.0', '2.0.0', 'only-new'],
    ['4.0.0', '2.0.0', '3.0.0', '2.0.0', 'only-new'],
  ])('from %s to %s is decided before it begins', async (from, to, losing, lacking, procedure) => {
    const { sent, options } = peerThat(sheets, { peer, clientAt: () => ({}) })
    const chain = awkward.chain('awkward', [procedure], from, to)
    expect(await failureOf(() => callThrough(chain, { limit: 1 }, options))).toMatchObject({
      code: 'LOSSY_CONVERSION',
      details: { procedure: `awkward.${procedure}`, from, to: lacking, peer, losses: [{ half: 'request', path: 'limit', from: losing, to: lacking }] },
    })
    expect(await callThrough(chain, {}, options)).toBe(true)
    expect(await callThrough(chain, { limit: 1 }, { ...options, policy: 'allow' })).toBe(true)
    expect(sent).toStrictEqual([])
  })
})

describe('a request that a hop refuses', () => {
  it.each([[{}], [{ peer }]])('is an error that says so, and is not sent: with %j', async (named) => {
    const { sent, options } = peerThat(sheets, named)
    const error = await failureOf(() => callThrough(awkward.chain('awkward', ['refused'], '1.0.0', '2.0.0'), { limit: 1 }, options))
    expect(error).toMatchObject({ code: 'CONVERSION_REFUSED', cause: expect.objectContaining({ name: 'Refusal' }) })
    expect((error as { details: object }).details).toStrictEqual({ procedure: 'awkward.refused', from: '1.0.0', to: '2.0.0', reason: refused, ...named })
    expect(sent).toStrictEqual([])
  })

  it('is not one at which a hop breaks', async () => {
    const { options } = peerThat(sheets)
    expect(await failureOf(() => callThrough(awkward.chain('awkward', ['refused'], '1.0.0', '2.0.0'), {}, options))).toBeInstanceOf(TypeError)
  })
})

describe('a request in the version of the peer', () => {
  const chain = (procedure: string) => awkward.chain('awkward', [procedure], '2.0.0', '2.0.0')
  it.each([
    // whether some of it stands in the path, whether within a server, which parses it, whether it is refused
    ['placed', false, true],
    ['placed', true, false],
    ['refused', false, false],
  ])('(%s) within a server: %s, is refused before it is sent: %s', async (procedure, withinServer, isRefused) => {
    const { sent, options } = peerThat(() => true, { withinServer })
    const call = () => callThrough(chain(procedure), { limit: 'no number' }, options)
    if (isRefused) expect(await failureOf(call)).toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path: ['limit'] }] } })
    else await call()
    expect(sent).toStrictEqual(isRefused ? [] : [{ limit: 'no number' }])
  })
})
