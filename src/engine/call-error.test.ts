import { ORPCError } from '@orpc/contract'
import { describe, expect, it } from 'vitest'
import { failureOf, peerThat } from '../../test/support/peer.js'
import { chainOf } from '../../test/support/printer.js'
import { callThrough } from './call.js'
import { convertError } from './call-error.js'

const request = { 1: { text: 'a\nb' }, 2: { lines: ['a', 'b'] } }
const thrownBy = (from: 1 | 2, to: 1 | 2, error: unknown, more = {}) =>
  failureOf(() => callThrough(chainOf('print', from, to), request[from], peerThat(() => { throw error }, more).options))

type Thrown = readonly [code: string, status: number, data?: unknown]
const orpc = ([code, status, data]: Thrown, defined = false) => new ORPCError(code, { status, data, defined, message: 'as it was' })

describe('an error of a v2 peer reaches a v1 caller', () => {
  it.each<[string, Thrown, Thrown, boolean]>([
    // what it is, as the peer throws it, as the caller gets it, whether it is defined there
    ['with the same code and data, and the status of the caller', ['JAMMED', 409, { tray: 1 }], ['JAMMED', 500, { tray: 1 }], true],
    ['with the same code and converted data', ['BURNT', 503, { kelvin: 500 }], ['BURNT', 503, { degrees: 227 }], true],
    ['as another code of its contract', ['EMPTY', 410, { trays: [2, 3] }], ['JAMMED', 500, { tray: 2 }], true],
    ['as a common code, with the status of that code', ['LOCKED', 423, { by: 'x' }], ['FORBIDDEN', 403, { by: 'x' }], false],
    ['unchanged, where neither contract knows it', ['TEAPOT', 418, { a: 1 }], ['TEAPOT', 418, { a: 1 }], false],
    ['unchanged, where it is a common code', ['UNAUTHORIZED', 401], ['UNAUTHORIZED', 401], false],
    ['unchanged, where its data is not what the contract says', ['EMPTY', 410, { trays: 'none' }], ['EMPTY', 410, { trays: 'none' }], false],
    ['unchanged, where its data is missing', ['LOCKED', 423], ['LOCKED', 423, undefined], false],
    ['unchanged, where its status is not what the contract says', ['LOCKED', 400, { by: 'x' }], ['LOCKED', 400, { by: 'x' }], false],
    ['untyped, where the hop makes of its data what the contract of the caller refuses', ['BURNT', 503, { kelvin: 100 }], ['BURNT', 503, { degrees: -173 }], false],
    ['stripped of what its contract does not know', ['JAMMED', 409, { tray: 1, secret: 2 }], ['JAMMED', 500, { tray: 1 }], true],
  ])('%s', async (_how, thrown, [code, status, data], defined) => {
    const error = await thrownBy(1, 2, orpc(thrown))
    expect(error).toBeInstanceOf(ORPCError)
    expect((error as ORPCError<string, unknown>).toJSON()).toEqual({ code, status, data, defined, message: 'as it was' })
  })
})

describe('an error of a v1 peer reaches a v2 caller', () => {
  it.each<[string, Thrown, Thrown, boolean, string]>([
    // what it is, as the peer throws it, as the caller gets it, whether it is defined there, its message
    ['with the status of the caller', ['JAMMED', 500, { tray: 1 }], ['JAMMED', 409, { tray: 1 }], true, 'as it was'],
    ['with converted data', ['BURNT', 503, { degrees: 27 }], ['BURNT', 503, { kelvin: 300 }], true, 'as it was'],
    ['with another message, where the hop gives one', ['OFF', 500], ['SERVICE_UNAVAILABLE', 503, undefined], false, 'switch it on'],
    ['as a typed error, made of a common code and the request', ['NOT_FOUND', 404], ['LOCKED', 423, { by: 'a,b' }], true, 'as it was'],
  ])('%s', async (_how, thrown, [code, status, data], defined, message) => {
    const error = (await thrownBy(2, 1, orpc(thrown))) as ORPCError<string, unknown>
    expect(error.toJSON()).toEqual({ code, status, data, defined, message })
  })
})

describe('an error', () => {
  it.each([
    // what it is, the error
    ['that is none of oRPC', new TypeError('fetch failed')],
    ['that is no error', 'thrown text'],
    ['of oRPC that no contract knows', new ORPCError('TEAPOT')],
  ])('%s passes as the very value', async (_what, error) => {
    expect(await thrownBy(1, 2, error)).toBe(error)
  })

  it('is not believed to be defined because the peer says so', async () => {
    expect(await thrownBy(1, 2, orpc(['TEAPOT', 418], true))).toMatchObject({ code: 'TEAPOT', defined: false })
  })

  it('keeps what it was made of as its cause', async () => {
    const thrown = orpc(['LOCKED', 423, { by: 'x' }], true)
    expect(await thrownBy(1, 2, thrown, { withinServer: true })).toMatchObject({ code: 'FORBIDDEN', cause: thrown })
  })

  it.each([
    // its data, as the caller gets it
    [{ by: 'x' }, { code: 'FORBIDDEN', status: 403 }],
    [{ by: 1 }, { code: 'LOCKED', status: 423 }],
  ])('with data %j is parsed as the peer throws it within a server too: only what is valid is converted', async (data, received) => {
    expect(await thrownBy(1, 2, orpc(['LOCKED', 423, data], true), { withinServer: true })).toMatchObject({ ...received, defined: false })
  })
})

describe('converted on its own, an error', () => {
  const context = () => ({ newId: () => 'id', request: { older: request[1], newer: request[2] } })
  const convert = (from: 1 | 2, to: 1 | 2, error: unknown) => convertError(chainOf('print', from, to), context, error)

  it.each([
    // what it is, caller, peer, error
    ['is none of oRPC', 1, 2, new TypeError('not of oRPC')],
    ['is none at all', 1, 2, undefined],
    ['looks like one of oRPC', 2, 1, { code: 'BURNT', data: { degrees: 1 }, defined: true }],
    ['has the name of what every object has', 1, 2, orpc(['toString', 500])],
    ['is typed, and of the version of the caller', 2, 2, orpc(['BURNT', 503, { kelvin: 1 }], true)],
    ['is typed in the version of the caller alone', 2, 1, orpc(['EMPTY', 410, { trays: [1] }])],
  ] as const)('that %s passes as the very same (%i calls %i)', (_what, from, to, error) => {
    expect(convert(from, to, error)).toBe(error)
  })

  it('that is typed where it comes from is typed where it arrives', () => {
    expect(convert(1, 2, orpc(['BURNT', 503, { kelvin: 500 }], true))).toMatchObject({ defined: true, code: 'BURNT', data: { degrees: 227 } })
    expect(convert(1, 2, orpc(['LOCKED', 423, { by: 'x' }], true))).toMatchObject({ defined: false, code: 'FORBIDDEN', status: 403 })
  })
})

describe('in a call, an error', () => {
  it('whose code only the version of the caller knows is not taken for that one', async () => {
    const error = orpc(['EMPTY', 410, { trays: [1] }])
    expect(await thrownBy(2, 1, error)).toBe(error)
    expect(error.defined).toBe(false)
  })

  it('that a hop makes of another is left to the server within one', async () => {
    const error = orpc(['BURNT', 503, { kelvin: 0 }], true)
    expect(await thrownBy(1, 2, error, { withinServer: true })).toMatchObject({ defined: true, data: { degrees: -273 } })
    expect(await thrownBy(1, 2, error)).toMatchObject({ defined: false, data: { degrees: -273 } })
  })
})
