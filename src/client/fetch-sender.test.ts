import { buffer } from 'node:stream/consumers'
import { LinkFetchClient } from '@orpc/client/fetch'
import { describe, expect, it, vi } from 'vitest'
import { serve } from '../../test/support/serve.js'
import { fetchSender } from './fetch-sender.js'
import type { Fetch } from './limited-get.js'

type Sent = Parameters<ReturnType<typeof fetchSender>['call']>[0]

/** A peer that answers with what it was sent; of a form but its boundary, which is another each time. */
const echo = () =>
  serve((request, response) => {
    const { method, url, headers, rawHeaders } = request
    const [, boundary = ' '] = headers['content-type']?.split('boundary=') ?? []
    const said = async () => JSON.stringify({ method, url, rawHeaders, body: (await buffer(request)).toString() }).replaceAll(boundary, '')
    void said().then((text) => response.setHeader('content-type', 'application/json').end(text))
  })


const form = () => {
  const fields = new FormData()
  fields.append('a', '1')
  fields.append('file', new File(['content'], 'ü.txt', { type: 'text/plain' }))
  return fields
}

const fetches: [string, Fetch | undefined][] = [['the global fetch', undefined], ['a fetch of the client', (request, init) => fetch(request, init)]]

describe.each(fetches)('by %s a request goes over the wire as by oRPC’s own sender', (_which, fetch) => {
  it.each<[string, Pick<Sent, 'method' | 'headers' | 'body'>]>([
    ['of GET', { method: 'GET', headers: {}, body: undefined }],
    ['of DELETE without a body', { method: 'DELETE', headers: { 'content-type': 'text/plain' }, body: undefined }],
    ['with JSON', { method: 'POST', headers: { 'content-type': 'text/plain', 'x-a': '1' }, body: { a: 'ü', b: [null] } }],
    ['with null', { method: 'PATCH', headers: {}, body: null }],
    ['with a header of several values, and one of none', { method: 'PUT', headers: { 'x-a': ['1', '2'], 'x-b': undefined }, body: '' }],
    ['with a file', { method: 'POST', headers: {}, body: new File(['content'], 'ü.txt', { type: 'text/plain' }) }],
    ['with a blob, named', { method: 'POST', headers: { 'content-disposition': 'attachment; filename="a"' }, body: new Blob(['content']) }],
    ['with a form', { method: 'POST', headers: {}, body: form() }],
    ['with parameters', { method: 'POST', headers: {}, body: new URLSearchParams({ a: 'ü', b: '' }) }],
  ])('%s', async (_what, request) => {
    const { url } = await echo()
    const sent: Sent = { ...request, url: new URL(`${url}/a%2Fb?c=ü`), signal: undefined }
    const answer = async (sender: ReturnType<typeof fetchSender>) => {
      const { status, body } = await sender.call(sent, { context: {} }, [], undefined)
      return { status, body: await body() }
    }
    expect(await answer(fetchSender(fetch))).toStrictEqual(await answer(new LinkFetchClient({})))
  })

  it('and an answer that leads elsewhere is not followed', async () => {
    const { url } = await serve((_request, response) => response.writeHead(307, { location: '/elsewhere' }).end())
    const { status, headers } = await fetchSender(fetch).call({ method: 'POST', headers: {}, body: {}, url: new URL(url), signal: undefined }, { context: {} }, [], undefined)
    expect([status, headers['location']]).toEqual([307, '/elsewhere'])
  })
})

const request = { method: 'POST', headers: { 'x-a': '1' }, body: { a: 1 }, url: new URL('http://runner/execute') } as const
const call = (fetch: Fetch | undefined, signal?: AbortSignal) => fetchSender(fetch).call({ ...request, signal }, { context: {} }, [], undefined)

it('a fetch of the client gets a complete request, and beside it the signal', async () => {
  const { signal } = new AbortController()
  const fetch = vi.fn<Fetch>(async () => new Response('"done"', { headers: { 'content-type': 'application/json' } }))
  expect(await (await call(fetch, signal)).body()).toBe('done')
  await call(fetch)
  const [[first, init], [, without]] = fetch.mock.calls as [Parameters<Fetch>, Parameters<Fetch>]
  expect([first.method, first.url, first.headers.get('x-a'), await first.json()]).toEqual(['POST', 'http://runner/execute', '1', { a: 1 }])
  expect([init, without]).toEqual([{ redirect: 'manual', signal }, { redirect: 'manual' }])
  expect(init.signal).toBe(signal)
})

it('the global fetch is the one that is there when a call is made', async () => {
  const sender = fetchSender(undefined)
  const replaced = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('"replaced"', { headers: { 'content-type': 'application/json' } }))
  const { body } = await sender.call({ ...request, signal: undefined }, { context: {} }, [], undefined)
  expect(await body()).toBe('replaced')
  replaced.mockRestore()
})
