import { isDefinedError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import type { Loss } from '@runners/contracts/registry'
import { type Log, peerV1, peerV3 } from './support/library/peers.js'
import { registry } from './support/library/registry.js'
import type { LibraryV1 } from './support/library/v1.js'
import type { LibraryV2 } from './support/library/v2.js'
import type { LibraryV3 } from './support/library/v3.js'
import { failureOf } from './support/peer.js'
import { clientThrough, type Peer } from './support/through.js'

function setting(peer: Peer & Log) {
  const lost: Loss[] = []
  const options = { onLoss: (loss: Loss) => lost.push(loss) }
  return {
    ...peer,
    lost,
    v1: clientThrough<LibraryV1>(registry, 'library', '1.0.0', peer, options),
    v2: clientThrough<LibraryV2>(registry, 'library', '2.0.0', peer, options),
    v3: clientThrough<LibraryV3>(registry, 'library', '3.0.0', peer, options),
  }
}

const pathsOf = (lost: readonly Loss[]) => lost.map(({ half, path, from, to }) => `${half} ${path} ${from} to ${to}`)

/** All that a stream gives: what it yields, and last what it returns. */
async function allOf<T, R>(stream: AsyncIterator<T, R>): Promise<readonly (T | R)[]> {
  const { done, value } = await stream.next()
  return done ? [value] : [value, ...(await allOf(stream))]
}

describe('a caller of v1 and a peer of v3', () => {
  it('agree over a field that was renamed twice', async () => {
    const { v1 } = setting(peerV3())
    expect(await v1.books.find({ id: 'dune' })).toEqual({ id: 'dune', title: 'Dune', shelf: '2/B', state: 'in' })
  })

  it('agree over an enum member that v1 has not, and the loss is told', async () => {
    const { v1, lost } = setting(peerV3())
    expect(await v1.books.find({ id: 'torn' })).toEqual({ id: 'torn', title: 'Torn', shelf: 'A', state: 'lent' })
    expect(pathsOf(lost)).toEqual(['response state 2.0.0 to 1.0.0'])
  })

  it('agree over a procedure that was renamed, two levels deep', async () => {
    const { v1, calls } = setting(peerV3())
    expect(await v1.desk.bookings.book({ book: 'dune', who: 'ann' })).toEqual({ booking: 'ann-3' })
    expect(calls).toEqual([['reserve', { book: 'dune', reader: 'ann' }]])
  })

  it.each([
    // what the one old call changes, the calls that it becomes
    [{ title: 'Dune II', shelf: 'C' }, [['rename', { id: 'dune', name: 'Dune II' }], ['move', { id: 'dune', place: { floor: 0, shelf: 'C' } }]]],
    [{ title: 'Dune II' }, [['rename', { id: 'dune', name: 'Dune II' }]]],
    [{ shelf: '4/C' }, [['move', { id: 'dune', place: { floor: 4, shelf: 'C' } }]]],
    [{}, []],
  ])('agree over a procedure that was split: %j', async (change, made) => {
    const { v1, calls } = setting(peerV3())
    const { id } = await v1.books.update({ id: 'dune', ...change })
    expect([id, calls]).toEqual(['dune', made])
  })

  it('agree over a stream that was renamed, to its end', async () => {
    const { v1, lost } = setting(peerV3())
    expect(await allOf(await v1.watch({ id: 'dune' }))).toEqual([{ state: 'lent' }, { state: 'lent' }, { changes: 2 }])
    expect(pathsOf(lost)).toEqual(['events at 2.0.0 to 1.0.0', 'events state 2.0.0 to 1.0.0', 'events at 2.0.0 to 1.0.0'])
  })

  it('stop the stream at its source when the caller leaves it', async () => {
    const { v1, left } = setting(peerV3())
    for await (const event of await v1.watch({ id: 'dune' })) {
      expect(event).toEqual({ state: 'lent' })
      break
    }
    expect(left).toEqual(['dune'])
  })

  it('agree over a typed error, in the status of the caller', async () => {
    const { v1 } = setting(peerV3())
    const error = await failureOf(() => v1.books.find({ id: 'none' }))
    expect(error).toMatchObject({ code: 'NOT_THERE', status: 404, defined: true, data: { id: 'none' } })
  })

  it.each([
    // the call, the error of the call that stands in for it: v1 has no such code, so that it is untyped
    ['book', { code: 'IN_REPAIR', data: { id: 'torn', until: '3 days' } }],
    ['update', { code: 'IN_REPAIR', data: { id: 'torn', until: '3 days' } }],
  ] as const)('tell an error that came later to the caller of %s', async (call, expected) => {
    const { v1 } = setting(peerV3())
    const error = await failureOf(() => (call === 'book' ? v1.desk.bookings.book({ book: 'torn', who: 'ann' }) : v1.books.update({ id: 'torn', shelf: 'C' })))
    expect(error).toMatchObject(expected)
    expect(error instanceof Error && isDefinedError(error)).toBe(false)
  })

  it('have no procedure that was removed, and the reason is told', async () => {
    const { v1 } = setting(peerV3())
    expect(await failureOf(() => v1.desk.bookings.cancelAll())).toMatchObject({
      code: 'PROCEDURE_UNAVAILABLE',
      details: { procedure: 'library.desk.bookings.cancelAll', version: '2.0.0', reason: 'v2 cancels one booking at a time', peer: 'library 3.0.0' },
    })
  })
})

describe('a caller of v3 and a peer of v1', () => {
  it('agree over a field that was renamed twice', async () => {
    const { v3 } = setting(peerV1())
    expect(await v3.books.find({ id: 'dune' })).toEqual({ id: 'dune', name: 'Dune', place: { floor: 0, shelf: 'B' }, state: 'in' })
  })

  it('agree over a procedure that was renamed, and what v1 cannot carry is told', async () => {
    const { v3, calls, lost } = setting(peerV1())
    expect(await v3.desk.bookings.reserve({ book: 'dune', reader: 'ann', note: 'soon' })).toEqual({ id: 'ann-1' })
    expect(calls).toEqual([['book', { book: 'dune', who: 'ann' }]])
    expect(pathsOf(lost)).toEqual(['request note 3.0.0 to 2.0.0'])
  })

  it('agree over procedures that were one', async () => {
    const { v3, calls } = setting(peerV1())
    await v3.books.rename({ id: 'dune', name: 'Dune II' })
    expect(await v3.books.move({ id: 'dune', place: { floor: 4, shelf: 'C' } }))
      .toEqual({ id: 'dune', name: 'Dune II', place: { floor: 4, shelf: 'C' }, state: 'in' })
    expect(calls).toEqual([['update', { id: 'dune', title: 'Dune II' }], ['update', { id: 'dune', shelf: '4/C' }]])
  })

  it('agree over a stream that was renamed, to its end', async () => {
    const { v3 } = setting(peerV1())
    expect(await allOf(await v3.follow({ book: 'dune' })))
      .toEqual([{ state: 'in', at: 'unknown' }, { state: 'lent', at: 'unknown' }, { changes: 2 }])
  })

  it('stop the stream at its source when the caller leaves it', async () => {
    const { v3, left } = setting(peerV1())
    const stream = await v3.follow({ book: 'dune' })
    await stream.next()
    await stream.return?.({ changes: 0 })
    expect(left).toEqual(['dune'])
  })

  it.each(['find', 'rename', 'reserve'] as const)('agree over a typed error of %s, in the status of the caller', async (call) => {
    const { v3 } = setting(peerV1())
    const calls = {
      find: () => v3.books.find({ id: 'none' }),
      rename: () => v3.books.rename({ id: 'none', name: 'x' }),
      reserve: () => v3.desk.bookings.reserve({ book: 'none', reader: 'ann' }),
    }
    expect(await failureOf(calls[call])).toMatchObject({ code: 'NOT_THERE', status: 410, defined: true, data: { id: 'none' } })
  })

  it('have no procedure that was added and is not emulated, and the reason is told', async () => {
    const { v3 } = setting(peerV1())
    expect(await failureOf(() => v3.desk.fines.pay({ cents: 5 }))).toMatchObject({
      code: 'PROCEDURE_UNAVAILABLE',
      details: { procedure: 'library.desk.fines.pay', version: '2.0.0', reason: 'v2 has no fines', peer: 'library 1.0.0' },
    })
  })
})

describe('a caller in the middle', () => {
  it('speaks to a peer on either side', async () => {
    const place = async (peer: Peer & Log) => (await setting(peer).v2.books.find({ id: 'dune' })).place
    expect([await place(peerV1()), await place(peerV3())]).toEqual(['B', '2/B'])
  })
})

describe('the losses of a request', () => {
  it('are known before a call', () => {
    const value = { book: 'dune', reader: 'ann', note: 'soon' }
    expect(registry.losses('library.desk.bookings.reserve', value, { from: '3.0.0', to: '1.0.0' })).toEqual([
      { procedure: 'library.desk.bookings.reserve', half: 'request', path: 'note', reason: 'v2 has no notes', from: '3.0.0', to: '2.0.0' },
    ])
  })
})
