import { isContractError } from '@runners/contracts'
import { type AgreementCache, createContractClient, type PeerAgreement } from '@runners/contracts/client'
import { describe, expect, it } from 'vitest'
import { type Dates, datedRegistry, datedRouter } from '../../test/support/dated.js'
import { failureOf } from '../../test/support/peer.js'
import { serve } from '../../test/support/serve.js'
import { createContractHandler } from './index.js'

const dates = { deprecated: '2026-07-01', sunset: '2027-01-31' }
const onLastDay = '2027-01-31T23:59:59.999Z'
const after = '2027-02-01T00:00:00.000Z'
const withdrawn = { version: '1.0.0', supported: ['2.0.0'], sunset: '2027-01-31', to: '2.0.0' }

/** A handler whose clock can be set. */
async function served({ of = dates, refuseSunset = true, at = after, rpcForm = false }: { of?: Dates; refuseSunset?: boolean; at?: string; rpcForm?: boolean } = {}) {
  const registry = datedRegistry(of)
  const clock = { at }
  const handler = createContractHandler(registry, 'tasks', { router: datedRouter, refuseSunset, rpcForm, now: () => Date.parse(clock.at) })
  const { url } = await serve(handler.node)
  const post = (path: string, body: unknown = { text: 'a' }, headers: Record<string, string> = {}) =>
    fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
  return { registry, clock, url, post, handler }
}

const supportedIn = ({ headers }: Response) => headers.get('dated-contract-supported')

describe('a version whose sunset is over', () => {
  it.each([
    // sunset, refuseSunset, the clock, status of a call, what is said to be supported
    ['2027-01-31', true, '2026-11-01T12:00:00Z', 200, '1.0.0, 2.0.0'],
    ['2027-01-31', true, onLastDay, 200, '1.0.0, 2.0.0'],
    ['2027-01-31', true, after, 404, '2.0.0'],
    ['2027-01-31T18:00:00Z', true, '2027-01-31T17:59:59Z', 200, '1.0.0, 2.0.0'],
    ['2027-01-31T18:00:00Z', true, '2027-01-31T18:00:00Z', 404, '2.0.0'],
    ['2027-01-31', false, after, 200, '1.0.0, 2.0.0'],
    [undefined, true, after, 200, '1.0.0, 2.0.0'],
  ])('(%s, refuseSunset %s) is answered at %s with %i, supported are %s', async (sunset, refuseSunset, at, status, supported) => {
    const { post } = await served({ of: sunset === undefined ? {} : { sunset }, refuseSunset, at })
    const answer = await post('/echo')
    expect([answer.status, supportedIn(answer)]).toStrictEqual([status, supported])
  })

  it('is no more what the others say is served, from one answer of a handler to the next', async () => {
    const { clock, post } = await served({ at: onLastDay })
    const before = await post('/v2/echo')
    clock.at = after
    const [since, unknown] = [await post('/v2/echo'), await post('/nowhere')]
    expect([before, since, unknown].map((answer) => [supportedIn(answer), answer.headers.get('dated-contract-version')])).toStrictEqual([
      ['1.0.0, 2.0.0', '2.0.0'],
      ['2.0.0', '2.0.0'],
      ['2.0.0', null],
    ])
  })

  it('is refused with the version to move to, in either wire form, and nothing is executed', async () => {
    const { post, handler } = await served({ rpcForm: true })
    const [plain, rpc] = [await post('/echo'), await post('/echo', { json: { text: 'a' } })]
    const error = { code: 'CONTRACT_VERSION_UNSUPPORTED', status: 404, data: withdrawn, message: expect.stringContaining('since its sunset (2027-01-31)') }
    expect([await plain.json(), await rpc.json()]).toMatchObject([error, { json: { ...error, message: expect.stringContaining('move to 2.0.0') } }])
    expect(handler.usage()).toStrictEqual([])
  })

  it('is no more at discovery, and has no document', async () => {
    const { url } = await served()
    expect(await (await fetch(`${url}/contract`)).json()).toStrictEqual({ contract: 'tasks', latest: '2.0.0', versions: [{ version: '2.0.0' }] })
    expect((await fetch(`${url}/openapi.json`)).status).toBe(404)
  })

  it('leaves the others as they are', async () => {
    const { post } = await served()
    const answer = await post('/v2/echo')
    expect([answer.status, supportedIn(answer), answer.headers.get('dated-contract-version')]).toStrictEqual([200, '2.0.0', '2.0.0'])
  })

  it('is not named as withdrawn where it was never to be served', async () => {
    const handler = createContractHandler(datedRegistry(dates), 'tasks', { router: datedRouter, versions: ['2.0.0'], refuseSunset: true })
    const answer = await handler(new Request('http://tasks.test/echo', { method: 'POST' }))
    expect(await answer.json()).toMatchObject({ data: { version: '1.0.0', supported: ['2.0.0'] }, message: expect.not.stringContaining('sunset') })
  })

  it('goes while the handler runs: a client that was pinned to it is told, one that was not moves on by itself', async () => {
    const { registry, clock, url, handler } = await served({ at: onLastDay })
    const stale: PeerAgreement = { peer: url, contract: 'tasks', version: '1.0.0', offered: ['1.0.0', '2.0.0'], source: 'discovery' }
    const agreements: AgreementCache = { get: async () => stale, replace: (_key, _previous, next) => next }
    const [pinned, free] = [createContractClient(registry, 'tasks', { url, version: '1.0.0' }), createContractClient(registry, 'tasks', { url, agreements })]
    for (const client of [pinned, free]) expect(await client.echo({ text: 'a' })).toStrictEqual({ text: 'a' })
    clock.at = after
    expect(await free.echo({ text: 'a' })).toStrictEqual({ text: 'a' })
    const error = await failureOf(() => pinned.echo({ text: 'a' }))
    expect(isContractError(error, 'CONTRACT_VERSION_UNSUPPORTED') && error.details).toStrictEqual({ ...withdrawn, procedure: 'tasks.echo', peer: url })
    expect(error).toMatchObject({ message: expect.stringContaining('move to 2.0.0') })
    expect(handler.usage().map(({ version, calls }) => [version, calls])).toStrictEqual([['1.0.0', 2], ['2.0.0', 1]])
  })
})

it.each([
  // dates of 1.0.0, of 2.0.0, versions, asked for
  [dates, { sunset: '2030-01-01' }, undefined, 'version to serve after 2030-01-01 in [1.0.0, 2.0.0]'],
  [dates, {}, ['1.0.0'], 'version to serve after 2027-01-31 in [1.0.0]'],
])('a handler that would serve nothing one day is refused when it is made: %j, %j, %j', async (of, ofLatest, versions, asked) => {
  const make = (refuseSunset: boolean) =>
    createContractHandler(datedRegistry(of, ofLatest), 'tasks', { router: datedRouter, refuseSunset, ...(versions && { versions }) })
  expect(await failureOf(() => make(true))).toMatchObject({ code: 'NOT_REGISTERED', details: { registry: 'dated', asked, known: ['1.0.0', '2.0.0'] } })
  expect(make(false)).toBeTypeOf('function')
})
