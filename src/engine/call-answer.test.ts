import { getEventMeta, withEventMeta } from '@orpc/client'
import { ORPCError } from '@orpc/contract'
import { describe, expect, it } from 'vitest'
import { refused, registry as awkward } from '../../test/support/awkward.js'
import { failureOf, peerThat } from '../../test/support/peer.js'
import { chainOf } from '../../test/support/printer.js'
import { callThrough } from './call.js'
import type { CallOptions } from './call-options.js'
import type { LossPolicy } from './policy.js'

const peer = 'https://printer.example'
const request = { text: 'a' }

describe('an answer', () => {
  it.each([
    // what it is that the peer answers, the answer
    ['nothing', undefined],
    ['another shape', { pages: 1 }],
    ['a number that is too small', { sheets: 0 }],
    ['a stream', (async function* () { yield 1 })()],
  ])('that is not valid in the version of the peer is the fault of the peer: %s', async (_what, answer) => {
    const { options } = peerThat(() => answer, { peer })
    expect(await failureOf(() => callThrough(chainOf('print', 1, 2), request, options)))
      .toMatchObject({ code: 'ANSWER_INVALID', details: { procedure: 'printer.print', version: '2.0.0', peer, issues: [{}] } })
  })

  it('that a hop makes invalid is the fault of the hop, and the direction is the way back', async () => {
    const { options } = peerThat(() => ({ pages: 0 }), { peer })
    expect(await failureOf(() => callThrough(chainOf('print', 2, 1), { lines: ['a'] }, options)))
      .toMatchObject({ code: 'CONVERSION_INVALID', details: { procedure: 'printer.print', half: 'response', from: '1.0.0', to: '2.0.0', peer } })
  })

  it('is trusted where only the edges are validated: what a hop makes of a valid one arrives as it is', async () => {
    const { options } = peerThat(() => ({ pages: 0 }), { validate: 'edges' })
    expect(await callThrough(chainOf('print', 2, 1), { lines: ['a'] }, options)).toEqual({ sheets: 0 })
    const wrong = peerThat(() => ({ pages: 'none' }), { validate: 'edges' })
    expect(await failureOf(() => callThrough(chainOf('print', 2, 1), { lines: ['a'] }, wrong.options))).toMatchObject({ code: 'ANSWER_INVALID' })
  })

  it('is left to the server within one where it starts, and parsed where it arrives', async () => {
    const { options } = peerThat(() => ({ pages: 0 }), { withinServer: true })
    expect(await failureOf(() => callThrough(chainOf('print', 2, 1), { lines: ['a'] }, options))).toMatchObject({ code: 'CONVERSION_INVALID' })
    const trusting = peerThat(() => ({ pages: 0 }), { withinServer: true, validate: 'edges' })
    expect(await callThrough(chainOf('print', 2, 1), { lines: ['a'] }, trusting.options)).toEqual({ sheets: 0 })
  })

  it.each<[string, Partial<CallOptions>, number]>([
    // who is told, how often a loss is looked for
    ['somebody', { onLoss: () => {} }, 1],
    ['nobody', { onLoss: undefined }, 0],
    ['nobody, by the policy allow', { onLoss: () => {}, policy: 'allow' }, 0],
  ])('is looked through for losses where %s is told', async (_who, told, times) => {
    let looks = 0
    const answer = {
      sheets: 1,
      get duplex() {
        looks += 1
        return true
      },
    }
    const { options } = peerThat(() => answer, { ...told, withinServer: true })
    expect(await callThrough(chainOf('print', 1, 2), request, options)).toEqual({ pages: 1 })
    expect(looks).toBe(times)
  })

  it.each<[LossPolicy | undefined, number]>([
    // policy, how many losses are reported: the call has been executed, so that none can be refused
    [undefined, 1],
    ['report', 1],
    ['reject', 1],
    ['allow', 0],
  ])('with losses arrives under the policy %s, which reports %i', async (policy, reported) => {
    const { lost, options } = peerThat(() => ({ sheets: 1, duplex: true }), { policy })
    expect(await callThrough(chainOf('print', 1, 2), request, options)).toEqual({ pages: 1 })
    expect(lost).toHaveLength(reported)
  })
})

it.each([null, undefined, 'text', {}])('%j is no stream, and the fault of the peer', async (answer) => {
  const { options } = peerThat(() => answer, { peer })
  expect(await failureOf(() => callThrough(chainOf('watch', 1, 2), undefined, options)))
    .toMatchObject({ code: 'ANSWER_INVALID', details: { procedure: 'printer.watch', version: '2.0.0', peer, issues: [{ message: 'Expected a stream of events' }] } })
})

it('an answer in the version of the caller is parsed once', async () => {
  const { options } = peerThat(() => ({ times: 0 }))
  expect(await callThrough(awkward.chain('awkward', ['counted'], '4.0.0', '4.0.0'), {}, options)).toStrictEqual({ times: 1 })
})

describe('an answer that a hop refuses', () => {
  it.each([
    // half, what is said of the peer
    ['refused', {}],
    ['refused', { peer }],
    ['events', { peer }],
  ])('(%s) is the fault of the peer, and says why: %j', async (procedure, named) => {
    const answer = procedure === 'events' ? (async function* () { yield 1 })() : 1
    const { sent, options } = peerThat(() => answer, named)
    const chain = awkward.chain('awkward', [procedure], '2.0.0', '1.0.0')
    const call = async () => {
      const given = await callThrough(chain, {}, options)
      if (procedure === 'events') await (given as AsyncIterator<unknown>).next()
    }
    const error = await failureOf(call)
    expect(error).toMatchObject({ code: 'ANSWER_INVALID', cause: expect.objectContaining({ name: 'Refusal' }) })
    expect((error as { details: object }).details).toStrictEqual({ procedure: `awkward.${procedure}`, version: '1.0.0', issues: [{ message: refused }], ...named })
    expect(sent).toHaveLength(1)
  })

  it('is not one at which a hop breaks', async () => {
    const { options } = peerThat(() => 0)
    expect(await failureOf(() => callThrough(awkward.chain('awkward', ['refused'], '2.0.0', '1.0.0'), {}, options))).toBeInstanceOf(RangeError)
  })

  it('is refused outside of a call, too', async () => {
    const { details } = (await failureOf(() => awkward.migrate('awkward.refused', 'response', 1, { from: '1.0.0', to: '2.0.0' }))) as { details: object }
    expect(details).toStrictEqual({ procedure: 'awkward.refused', version: '1.0.0', issues: [{ message: refused }] })
  })
})

describe('a stream', () => {
  interface Source { readonly log: string[]; readonly stream: AsyncGenerator<unknown, unknown> }

  function source(events: readonly unknown[], end?: unknown): Source {
    const log: string[] = []
    async function* play() {
      try {
        for (const event of events) {
          if (event instanceof Error) throw event
          yield event
        }
        log.push('finished')
        return end
      } finally {
        log.push('closed')
      }
    }
    return { log, stream: play() }
  }

  const watch = async (events: readonly unknown[], end?: unknown, more = {}) => {
    const { log, stream } = source(events, end)
    const { options } = peerThat(() => stream, { peer, ...more })
    const watched = (await callThrough(chainOf('watch', 1, 2), undefined, options)) as AsyncGenerator<unknown>
    return { log, watched }
  }

  it('has its events and its end converted', async () => {
    const { log, watched } = await watch([{ sheet: 1 }, { sheet: 2 }], 'done')
    expect([await watched.next(), await watched.next(), await watched.next()])
      .toEqual([{ done: false, value: { page: 1 } }, { done: false, value: { page: 2 } }, { done: true, value: 'done' }])
    expect(log).toEqual(['finished', 'closed'])
  })

  it('keeps the id of an event, from which a client goes on', async () => {
    const { watched } = await watch([withEventMeta({ sheet: 1 }, { id: '7' })], 'done')
    const { value } = await watched.next()
    expect(getEventMeta(value as object)).toEqual({ id: '7' })
  })

  it('with an invalid event is the fault of the peer, and stopped', async () => {
    const { log, watched } = await watch([{ sheet: 1 }, { sheet: 0 }, { sheet: 2 }], 'done')
    await watched.next()
    expect(await failureOf(() => watched.next())).toMatchObject({ code: 'ANSWER_INVALID', details: { version: '2.0.0', procedure: 'printer.watch', peer } })
    expect(log).toEqual(['closed'])
    expect(await watched.next()).toEqual({ done: true, value: undefined })
  })

  it.each([
    // how it ends, the end
    ['with less than it must', 'x'],
    ['without the end that the contract promises', undefined],
  ])('that ends %s is the fault of the peer', async (_how, end) => {
    const { watched } = await watch([], end)
    expect(await failureOf(() => watched.next())).toMatchObject({ code: 'ANSWER_INVALID', details: { version: '2.0.0' } })
  })

  it('that fails on the way has its error converted', async () => {
    const { watched } = await watch([{ sheet: 1 }, new ORPCError('JAMMED', { status: 409, data: { tray: 3 } })])
    await watched.next()
    expect(await failureOf(() => watched.next())).toMatchObject({ code: 'JAMMED', status: 500, defined: true, data: { tray: 3 } })
  })

  it('that its consumer leaves early is stopped at its source', async () => {
    const { log, watched } = await watch([{ sheet: 1 }, { sheet: 2 }], 'done')
    for await (const event of watched) {
      expect(event).toEqual({ page: 1 })
      break
    }
    expect(log).toEqual(['closed'])
  })

  it.each([
    // what is answered in its place
    [undefined],
    [{ sheet: 1 }],
    ['<html>'],
    [[{ sheet: 1 }]],
  ])('is not what a peer answers that answers %j', async (answer) => {
    const { options } = peerThat(() => answer, { peer })
    expect(await failureOf(() => callThrough(chainOf('watch', 1, 2), undefined, options)))
      .toMatchObject({ code: 'ANSWER_INVALID', details: { procedure: 'printer.watch', version: '2.0.0', peer, issues: [{ message: 'Expected a stream of events' }] } })
  })
})
