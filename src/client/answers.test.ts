import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import type { OutgoingHttpHeaders, RequestListener } from 'node:http'
import { oc } from '@orpc/contract'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { implement } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineRegistry } from '../engine/define-registry.js'
import { type Reply, replies } from '../../test/support/replies.js'
import { serve } from '../../test/support/serve.js'
import { createContractClient } from './contract-client.js'
import { createRunnerClient } from './runner-client.js'

const request = { runId: 'r1', runners: [{ name: 'echo', input: {} }] }
const html = { 'content-type': 'text/html' }
const page = '<!doctype html><title>Welcome</title>'
const sse = { 'content-type': 'text/event-stream' }
const started = 'event: message\ndata: {"type":"started","runId":"r1","total":1}\n\n'
const caught = (call: Promise<unknown>) => call.then((found) => expect.fail(`it answered ${JSON.stringify(found)}`), (error: unknown) => error)
const pinned = { version: '2.0.0' }

describe('an answer that is not what the contract says names peer, procedure and version', () => {
  it.each<[string, Reply, RegExp]>([
    // what it is, how it comes, what the issues say
    ['a page', [200, page, html], /the body is not JSON: it is text\/html/],
    ['a page that claims to be JSON', [200, page, { 'content-type': 'application/json' }], /the body is not JSON/],
    ['half a JSON', [200, '{"runId":', { 'content-type': 'application/json' }], /the body is not JSON/],
    ['nothing', [200, '', { 'content-type': 'application/json' }], /expected object/],
    ['another JSON', [200, { runId: 'r1' }], /expected array/],
    ['a redirect', [302, '', { location: 'http://127.0.0.1:1/' }], /expected object/],
    ['a stream', [200, started, sse], /expected string/],
  ])('%s', async (_what, reply, says) => {
    const { url } = await serve(replies({ 'POST /v2/execute': reply }))
    const error = await caught(createRunnerClient({ url, ...pinned }).execute(request))
    expect(error).toMatchObject({ code: 'ANSWER_INVALID', details: { peer: url, procedure: 'runner.execute', version: '2.0.0' } })
    expect(JSON.stringify((error as { details: unknown }).details)).toMatch(says)
  })

  it.each<[string, Reply]>([
    ['a page', [200, page, html]],
    ['an event that is no JSON', [200, `${started}event: message\ndata: {"type":\n\n`, sse]],
    ['an event that the contract does not know', [200, `${started}event: message\ndata: {"type":"paused"}\n\n`, sse]],
  ])('%s in place of a stream', async (_what, reply) => {
    const { url } = await serve(replies({ 'POST /v2/execute/stream': reply }))
    const consuming = async () => {
      for await (const event of await createRunnerClient({ url, ...pinned }).executeStream(request)) expect(event.type).toBe('started')
    }
    expect(await caught(consuming())).toMatchObject({ code: 'ANSWER_INVALID', details: { peer: url, procedure: 'runner.executeStream' } })
  })
})

it('a page that is a file, as oRPC sends one, is an answer', async () => {
  const page = oc.route({ method: 'GET', path: '/page' }).output(z.instanceof(Blob))
  const registry = defineRegistry({ name: 'pages', versions: [{ version: '1.0.0', contracts: { site: { page } } }], hops: [] })
  const handler = new OpenAPIHandler({ page: implement(page).handler(() => new File(['<p>'], 'a.html', { type: 'text/html' })) })
  const { url } = await serve(async (incoming, outgoing) => void (await handler.handle(incoming, outgoing)))
  const file = await createContractClient(registry, 'site', { url, version: '1.0.0' }).page()
  expect(await file.text()).toBe('<p>')
})

describe('an error that is not oRPC’s keeps its status, and names peer, procedure and version', () => {
  it.each<[string, Reply, object]>([
    // what it is, how it comes, the error
    ['a page of a gateway', [502, page, html], { code: 'BAD_GATEWAY', status: 502 }],
    ['a text', [503, 'busy'], { code: 'SERVICE_UNAVAILABLE', status: 503 }],
    ['another JSON', [401, { error: 'who are you?' }], { code: 'UNAUTHORIZED', status: 401, data: { body: { error: 'who are you?' } } }],
    ['half a JSON', [500, '{"defined":', { 'content-type': 'application/json' }], { code: 'INTERNAL_SERVER_ERROR', status: 500 }],
    ['a status that nobody knows', [418, 'teapot'], { code: 'MALFORMED_ORPC_ERROR_RESPONSE', status: 418 }],
  ])('%s', async (_what, reply, expected) => {
    const { url } = await serve(replies({ 'POST /v2/execute': reply }))
    const error = await caught(createRunnerClient({ url, ...pinned }).execute(request))
    expect(error).toMatchObject({ ...expected, defined: false, name: 'Error' })
    expect(String(error)).toContain(`runner.execute in contract version 2.0.0 at ${url} was answered with HTTP ${reply[0]}`)
  })
})

describe('a connection that fails is a TypeError as of fetch, which names peer, procedure and version', () => {
  const half = (status: number, headers: OutgoingHttpHeaders, start: string): RequestListener => (incoming, outgoing) =>
    void outgoing.writeHead(status, headers).write(start, () => incoming.socket.destroy())

  it.each<[string, RequestListener]>([
    ['that is reset before an answer', (incoming) => incoming.socket.destroy()],
    ['that is reset in the middle of an answer', half(200, { 'content-length': 99 }, '{"runId":')],
  ])('%s', async (_what, listener) => {
    const { url } = await serve(listener)
    const error = await caught(createRunnerClient({ url, ...pinned }).execute(request))
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toMatchObject({
      message: expect.stringContaining(`runner.execute in contract version 2.0.0 at ${url} failed, executed or not`),
      cause: { code: 'UND_ERR_SOCKET' },
    })
  })

  it('that is refused', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await new Promise((closed) => server.close(closed))
    const error = await caught(createRunnerClient({ url, ...pinned }).execute(request))
    expect(error).toMatchObject({ name: 'TypeError', message: expect.stringContaining(url), cause: { code: 'ECONNREFUSED' } })
  })

  it('that is reset in the middle of a stream', async () => {
    const { url } = await serve(half(200, sse, started))
    const stream = await createRunnerClient({ url, ...pinned }).executeStream(request)
    expect((await stream.next()).value).toMatchObject({ type: 'started' })
    expect(await caught(stream.next())).toMatchObject({ name: 'TypeError', message: expect.stringContaining(`runner.executeStream in contract version 2.0.0 at ${url}`) })
  })

  it('keeps an error of another type that a fetch of one’s own throws', async () => {
    const broken = new RangeError('no more sockets')
    const fetch = async () => {
      throw broken
    }
    expect(await caught(createRunnerClient({ url: 'http://runner', fetch, ...pinned }).execute(request))).toBe(broken)
  })

  it('keeps the reason of an abort, whatever its type', async () => {
    const { url } = await serve(() => {})
    const reason = new TypeError('enough')
    const leaving = new AbortController()
    setTimeout(() => leaving.abort(reason), 10)
    expect(await caught(createRunnerClient({ url, ...pinned }).execute(request, { signal: leaving.signal }))).toBe(reason)
  })
})

describe('a v1 runner', () => {
  const results = Array.from({ length: 3 }, () => ({ name: 'unknown', status: 'pass' }))
  const runners = ['a', 'b'].map((name) => ({ name, input: {} }))

  it.each([0, 1, 3])('that answers %i results to two runners is named, since nobody can say whose they are, and asked once', async (count) => {
    const { url, requests } = await serve(replies({ 'POST /execute': [200, { results: results.slice(0, count) }] }))
    const client = createRunnerClient({ url, version: '1.0.0' })
    const streamed = async () => {
      for await (const event of await client.executeStream({ runId: 'r1', runners })) expect(event.type).toBe('started')
    }
    for (const call of [() => client.execute({ runId: 'r1', runners }), streamed]) {
      expect(await caught(call())).toMatchObject({
        code: 'ANSWER_INVALID',
        details: { peer: url, procedure: 'runner.execute', version: '1.0.0', issues: [{ message: `${count} results for 2 runners, which are matched by position` }] },
      })
    }
    expect(requests).toStrictEqual(['POST /execute', 'POST /execute'])
  })
})
