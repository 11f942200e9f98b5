import { ORPCError } from '@orpc/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failureOf, peerThat } from '../../test/support/peer.js'
import { idOf, type Traced, traced, tracedRegistry } from '../../test/support/traced.js'
import { callThrough } from './call.js'
import type { CallOptions } from './call-options.js'

const registry = tracedRegistry(6)
const chainOf = (from: number, to: number, procedure = 'echo') => registry.chain('trace', [procedure], idOf(from), idOf(to))

async function* events(version: number) {
  yield traced(version, 'first')
  yield traced(version, 'second')
  return traced(version, 'end')
}

/** All that a stream gives: what it yields, and last what it returns. */
async function allOf(stream: unknown): Promise<readonly unknown[]> {
  const all: unknown[] = []
  const iterator = stream as AsyncIterator<unknown>
  for (;;) {
    const { done, value } = await iterator.next()
    all.push(value)
    if (done) return all
  }
}

describe('over three hops', () => {
  it.each([
    // caller, peer, what is sent, what the answer is to the caller
    [1, 4, 'q>2>3>4', 'r>3(q>2>3|q>2>3>4)>2(q>2|q>2>3)>1(q|q>2)'],
    [4, 1, 'q>3>2>1', 'r>2(q>3>2>1|q>3>2)>3(q>3>2|q>3)>4(q>3|q)'],
    [2, 3, 'q>3', 'r>2(q|q>3)'],
    [3, 2, 'q>2', 'r>3(q>2|q)'],
  ])('a call from version %i to %i sends %s and is answered %s, each hop knowing the request on either side', async (from, to, request, answer) => {
    const { sent, options } = peerThat(() => traced(to, 'r'))
    expect(await callThrough(chainOf(from, to), traced(from, 'q'), options)).toEqual(traced(from, answer))
    expect(sent).toEqual([traced(to, request)])
  })

  it('events and the end of a stream come back as answers do', async () => {
    const { options } = peerThat(() => events(3))
    const way = '>2(q>2|q>2>3)>1(q|q>2)'
    expect(await allOf(await callThrough(chainOf(1, 3, 'watch'), traced(1, 'q'), options)))
      .toEqual([traced(1, `first${way}`), traced(1, `second${way}`), traced(1, `end${way}`)])
  })

  it('an error comes back as answers do, with code and status of the caller and the message that it had', async () => {
    const { options } = peerThat(() => { throw new ORPCError('FAILED_3', { status: 423, message: 'as it was', data: traced(3, 'e') }) })
    expect(await failureOf(() => callThrough(chainOf(1, 3), traced(1, 'q'), options)))
      .toMatchObject({ code: 'FAILED_1', status: 421, defined: true, message: 'as it was', data: traced(1, 'e>2(q>2|q>2>3)>1(q|q>2)') })
  })

  it('losses are told of each hop, in the shape of the side that is converted from', async () => {
    const { lost, options } = peerThat(() => traced(3, 'r'))
    await callThrough(tracedRegistry(3).chain('trace', ['echo'], idOf(1), idOf(3)), traced(1, 'q'), options)
    expect(lost.map(({ half, path, reason, from, to }) => [half, path, reason, from, to])).toEqual([
      ['request', 'v1', 'request 1 to 2', '1.0.0', '2.0.0'],
      ['request', 'v2', 'request 2 to 3', '2.0.0', '3.0.0'],
      ['response', 'v3', 'response 3 to 2', '3.0.0', '2.0.0'],
      ['response', 'v2', 'response 2 to 1', '2.0.0', '1.0.0'],
    ])
  })
})

describe('for any two versions', () => {
  const version = fc.integer({ min: 1, max: 6 })
  const text = fc.string({ maxLength: 5 })

  /** One hop at a time, each a call of its own. */
  async function hopByHop(from: number, to: number, procedure: string, request: unknown, options: CallOptions): Promise<unknown> {
    const next = from + Math.sign(to - from)
    if (next === to) return callThrough(chainOf(from, to, procedure), request, options)
    const send = (request: unknown) => hopByHop(next, to, procedure, request, options)
    return callThrough(chainOf(from, next, procedure), request, { ...options, send })
  }

  const both = async (from: number, to: number, procedure: string, q: string, answer: () => unknown) => {
    const [atOnce, stepwise] = [peerThat(answer), peerThat(answer)]
    const one = () => callThrough(chainOf(from, to, procedure), traced(from, q), atOnce.options)
    const other = () => hopByHop(from, to, procedure, traced(from, q), stepwise.options)
    return { one, other, atOnce, stepwise }
  }

  it('a chain does to a call what its hops do one by one', async () => {
    await fc.assert(
      fc.asyncProperty(version, version, text, text, async (from, to, q, r) => {
        const { one, other, atOnce, stepwise } = await both(from, to, 'echo', q, () => traced(to, r))
        expect(await one()).toEqual(await other())
        expect(atOnce.sent).toEqual(stepwise.sent)
        expect(new Set(atOnce.lost)).toEqual(new Set(stepwise.lost))
      }),
    )
  })

  it('a chain does to an error what its hops do one by one', async () => {
    await fc.assert(
      fc.asyncProperty(version, version, text, text, fc.boolean(), async (from, to, q, e, known) => {
        const code = known ? `FAILED_${to}` : 'OTHER'
        const { one, other } = await both(from, to, 'echo', q, () => { throw new ORPCError(code, { status: 420 + to, data: traced(to, e) }) })
        const [failed, failedToo] = [await failureOf(one), await failureOf(other)] as [ORPCError<string, unknown>, ORPCError<string, unknown>]
        expect(failed.toJSON()).toEqual(failedToo.toJSON())
        expect(failed.code).toBe(known ? `FAILED_${from}` : 'OTHER')
      }),
    )
  })

  it('a chain does to a stream what its hops do one by one', async () => {
    await fc.assert(
      fc.asyncProperty(version, version, text, async (from, to, q) => {
        const { one, other } = await both(from, to, 'watch', q, () => events(to))
        expect(await allOf(await one())).toEqual(await allOf(await other()))
      }),
      { numRuns: 40 },
    )
  })

  it('nothing that goes through a chain is changed in place', async () => {
    await fc.assert(
      fc.asyncProperty(version, version, text, text, async (from, to, q, r) => {
        const [request, answer]: readonly Traced[] = [Object.freeze(traced(from, q)), Object.freeze(traced(to, r))]
        const { options } = peerThat(() => answer, { withinServer: true })
        await callThrough(chainOf(from, to), request, options)
        expect([request, answer]).toEqual([traced(from, q), traced(to, r)])
      }),
    )
  })
})

describe('between a version and itself', () => {
  it('nothing is converted: what else parses gets the very value, and the caller the very answer', async () => {
    const [request, answer] = [traced(2, 'q'), traced(2, 'r')]
    const { sent, lost, options } = peerThat(() => answer, { withinServer: true })
    expect(await callThrough(chainOf(2, 2), request, options)).toBe(answer)
    expect(sent[0]).toBe(request)
    expect(lost).toEqual([])
  })

  it('a request is sent as it is, since the peer parses it, and the answer is parsed', async () => {
    const request = traced(2, 'q')
    const { sent, options } = peerThat(() => ({ ...traced(2, 'r'), unknown: true }))
    expect(await callThrough(chainOf(2, 2), request, options)).toEqual(traced(2, 'r'))
    expect(sent[0]).toBe(request)
  })

  it('an error is the very error', async () => {
    const error = new ORPCError('OTHER')
    const { options } = peerThat(() => { throw error })
    expect(await failureOf(() => callThrough(chainOf(2, 2), traced(2, 'q'), options))).toBe(error)
  })
})

it('is composed once', () => {
  expect(chainOf(1, 4)).toBe(chainOf(1, 4))
  expect(chainOf(1, 4)).not.toBe(chainOf(4, 1))
  expect(chainOf(1, 4)).not.toBe(chainOf(1, 4, 'watch'))
})
