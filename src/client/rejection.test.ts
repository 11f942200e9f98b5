import { describe, expect, it } from 'vitest'
import { type LazyResponse, rejectionIn, withdrawalIn } from './rejection.js'

const unsupported = { defined: false, code: 'CONTRACT_VERSION_UNSUPPORTED', status: 404, message: 'no', data: {} }
const runNotFound = { defined: true, code: 'RUN_NOT_FOUND', status: 404, message: 'no', data: {} }
const withoutStatus = { defined: true, code: 'RUN_NOT_FOUND', message: 'no' }

const answer = (status: number, body: unknown, supported?: string): LazyResponse => ({
  status,
  headers: { 'runners-contract-supported': supported },
  body: async () => body,
})
const rejection = (response: LazyResponse, onVersionPath = true) =>
  rejectionIn(response, { supportedHeader: 'runners-contract-supported', version: '2.0.0', onVersionPath })

describe('an answer to 2.0.0 under /v2', () => {
  it.each([
    // status, body, supported header, the versions named in the rejection (undefined: it is none)
    [404, 'Not found', undefined, []],
    [404, '', undefined, []],
    [404, { error: 'no such route' }, undefined, []],
    [404, unsupported, undefined, []],
    [400, unsupported, undefined, []],
    [404, { json: unsupported }, undefined, []],
    [404, 'Not found', '1.0.0', ['1.0.0']],
    [404, unsupported, '1.0.0, 3.0.0', ['1.0.0', '3.0.0']],
    [404, runNotFound, '1.0.0', ['1.0.0']],
    [400, unsupported, '1.0.0', ['1.0.0']],
    [404, 'Not found', '', []],
    [404, runNotFound, '1.0.0, 2.0.0', undefined],
    [404, 'Not found', '2.0.0', undefined],
    [404, 'Not found', '1.0.0, 2.0.0+build.7', undefined],
    [404, unsupported, '2.0.0', undefined],
    [404, runNotFound, undefined, undefined],
    [404, withoutStatus, undefined, undefined],
    [404, { json: runNotFound }, undefined, undefined],
    [500, 'oops', undefined, undefined],
    [500, runNotFound, '1.0.0', undefined],
    [503, 'oops', '1.0.0', undefined],
    [405, 'no', undefined, undefined],
    [410, 'gone', '1.0.0', undefined],
    [200, unsupported, '1.0.0', undefined],
    [302, '', '1.0.0', undefined],
  ])('of %d with %j and Supported %j rejects it as %j', async (status, body, supported, named) => {
    expect(await rejection(answer(status, body, supported))).toEqual(named)
  })
})

describe('an answer to a path that is not under /vN', () => {
  it.each([
    // status, body, supported header, the versions named
    [404, 'Not found', undefined, undefined],
    [404, 'Not found', '1.0.0', ['1.0.0']],
    [404, unsupported, undefined, []],
  ])('of %d with %j and Supported %j rejects it as %j', async (status, body, supported, named) => {
    expect(await rejection(answer(status, body, supported), false)).toEqual(named)
  })
})

it.each([
  // content type, supported header, the versions named
  [undefined, undefined, []],
  ['application/json', undefined, undefined],
  ['application/json', '1.0.0', ['1.0.0']],
])('a 404 of content type %s that is no JSON, with Supported %j, rejects it as %j', async (contentType, supported, named) => {
  const { status, headers } = answer(404, '', supported)
  const body = async () => JSON.parse('Not found') as unknown
  expect(await rejection({ status, headers: { ...headers, 'content-type': contentType }, body })).toEqual(named)
})

it('an answer that breaks off promises nothing', async () => {
  const broken = { ...answer(404, ''), body: async () => Promise.reject(new TypeError('terminated')) }
  await expect(rejection(broken)).rejects.toThrow('terminated')
})

it.each([
  // what a rejection says, what is believed of it
  [{ sunset: '2027-01-31', to: '2.0.0', more: 1 }, { sunset: '2027-01-31', to: '2.0.0' }],
  [{ sunset: 7, to: ['2.0.0'] }, {}],
  [{ to: 'x'.repeat(100) }, { to: 'x'.repeat(64) }],
  ['2027-01-31', {}],
  [undefined, {}],
])('a rejection with the data %j says %j of the version’s end', async (data, said) => {
  expect(await withdrawalIn(answer(404, { ...unsupported, data }))).toStrictEqual(said)
})

it('a rejection that is no error of oRPC says nothing of the version’s end', async () => {
  expect(await withdrawalIn(answer(404, 'Not found'))).toStrictEqual({})
})
