import { once } from 'node:events'
import type { RequestListener, ServerResponse } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { ContractError } from '@runners/contracts'
import { describe, expect, it, onTestFinished } from 'vitest'
import { registry } from '../registry.js'
import { hangingPeer } from '../../test/support/hanging.js'
import { type Reply, replies } from '../../test/support/replies.js'
import { serve } from '../../test/support/serve.js'
import { discover, type DiscoverOptions } from './discover.js'
import { oldOrchestrator, oldRunner } from './old-peer.js'

const asking = (url: string, options: Partial<DiscoverOptions> = {}) =>
  discover({ registry, contract: 'runner', url, oldPeer: oldRunner(registry), ...options })

/** Code, status and reason of the error by which a discovery ends. */
async function failure(discovery: Promise<unknown>) {
  const error: unknown = await discovery.then((found) => found, (thrown: unknown) => thrown)
  if (!(error instanceof ContractError)) throw new Error(`no typed error: ${JSON.stringify(error)}`)
  const { status, reason } = error.details as { readonly status?: number; readonly reason?: string }
  return { code: error.code, status, reason: String(reason) }
}

const document = { contract: 'runner', latest: '2.0.0', versions: [{ version: '1.0.0' }, { version: '2.0.0' }] }
const info = { runners: ['pageTitle'], count: 1, region: 'eu-west-1', usage: { method: 'POST' } }
const html = { 'content-type': 'text/html' }
const page = '<!doctype html><title>Welcome</title>'

describe('a runner', () => {
  it.each<[string, Record<string, Reply>, unknown]>([
    // what it is, what it answers, what is found out
    ['that says what it serves', { 'GET /contract': [200, document] }, { offered: ['1.0.0', '2.0.0'], source: 'discovery' }],
    [
      'that says more than we know',
      { 'GET /contract': [200, { ...document, region: 'eu', versions: [{ version: '9.0.0', deprecated: '2030-01-01', codename: 'x' }] }] },
      { offered: ['9.0.0'], source: 'discovery' },
    ],
    ['whose JSON has another content type', { 'GET /contract': [200, JSON.stringify(document)] }, { offered: ['1.0.0', '2.0.0'], source: 'discovery' }],
    ['older than discovery', { 'GET /info': [200, info] }, { offered: ['1.0.0'], source: 'evidence' }],
    ['older than discovery and of no region', { 'GET /info': [200, { runners: [], count: 0 }] }, { offered: ['1.0.0'], source: 'evidence' }],
  ])('%s is recognised', async (_what, table, found) => {
    const { url } = await serve(replies(table))
    expect(await asking(url)).toEqual(found)
  })
})

describe('what is not a runner is never taken for one', () => {
  it.each<[string, Record<string, Reply>, RegExp]>([
    // what answers, what it answers, what the error says
    ['an orchestrator', { 'GET /contract': [200, { ...document, contract: 'orchestrator' }] }, /it says that it is a "orchestrator"/],
    ['a web site', { 'GET /contract': [200, page, html] }, /something else than a discovery document/],
    ['half a JSON', { 'GET /contract': [200, JSON.stringify(document).slice(0, -7)] }, /something else than/],
    ['an empty answer', { 'GET /contract': [200, ''] }, /something else than/],
    ['null', { 'GET /contract': [200, null] }, /something else than/],
    ['an array', { 'GET /contract': [200, [document]] }, /something else than/],
    ['a document without versions', { 'GET /contract': [200, { ...document, versions: [] }] }, /something else than/],
    ['a document of other types', { 'GET /contract': [200, { ...document, versions: ['1.0.0'] }] }, /something else than/],
    ['a document over 64 KB', { 'GET /contract': [200, { ...document, padding: 'x'.repeat(65_536) }] }, /something else than/],
    ['a redirect', { 'GET /contract': [302, '', { location: '/elsewhere' }], 'GET /elsewhere': [200, document] }, /answered 302/],
    ['201', { 'GET /contract': [201, document] }, /answered 201/],
    ['204', { 'GET /contract': [204] }, /answered 204/],
    ['400', { 'GET /contract': [400, page] }, /answered 400/],
    ['405', { 'GET /contract': [405, page] }, /answered 405/],
    ['410', { 'GET /contract': [410, page] }, /answered 410/],
    [
      'a handler of ours under another prefix',
      { 'GET /contract': [404, 'Not found', { 'Runners-Contract-Supported': '1.0.0, 2.0.0' }], 'GET /info': [200, info] },
      /runners contracts are served there, but not under this path/,
    ],
    ['a host that answers 404 to everything', {}, /GET \/info answered 404; .* pin it with version: '1\.0\.0'/],
    ['another info', { 'GET /info': [200, { name: 'shop', count: 3 }] }, /GET \/info answered 200/],
    ['an info of a later version', { 'GET /info': [200, { runners: [{ name: 'a' }], contractVersions: [] }] }, /GET \/info answered 200/],
    ['an info that is a page', { 'GET /info': [200, page, html] }, /GET \/info answered 200/],
    ['an info over 1 MB', { 'GET /info': [200, { ...info, usage: { padding: 'x'.repeat(1_048_576) } }] }, /GET \/info answered 200/],
    ['an info that moved', { 'GET /info': [301, '', { location: '/v1/info' }], 'GET /v1/info': [200, info] }, /GET \/info answered 301/],
  ])('%s', async (_what, table, says) => {
    const { url } = await serve(replies(table))
    const error = await failure(asking(url))
    expect(error).toEqual({ code: 'NOT_A_RUNNER', status: undefined, reason: expect.stringMatching(says) })
  })

  it('nothing is assumed of a peer whose contract has no way to recognise an old one', async () => {
    const { url, requests } = await serve(replies({ 'GET /info': [200, info] }))
    expect((await failure(asking(url, { oldPeer: undefined }))).code).toBe('NOT_A_RUNNER')
    expect(requests).toEqual(['GET /contract'])
  })
})

describe('what says nothing about the peer is no evidence', () => {
  it.each([401, 403, 429, 500, 502, 503, 504, 599])('a status of %d', async (status) => {
    const contract = await serve(replies({ 'GET /contract': [status, document] }))
    const old = await serve(replies({ 'GET /info': [status, info] }))
    expect(await failure(asking(contract.url))).toMatchObject({ code: 'PEER_UNREACHABLE', status })
    expect(await failure(asking(old.url))).toMatchObject({ code: 'PEER_UNREACHABLE', status })
  })

  const silent: RequestListener = () => {}
  const cut: RequestListener = (request) => request.socket.destroy()
  const half: RequestListener = (_request, response) => void response.writeHead(200).write('{"contract":')
  const halfThenCut: RequestListener = (request, response) =>
    void response.writeHead(200, { 'content-length': 999 }).write('{"contract":', () => request.socket.destroy())

  it.each<[string, RequestListener, RegExp]>([
    // what the peer does, what the error says
    ['does not answer', silent, /no answer within 100 ms/],
    ['stops in the middle of its answer', half, /no answer within 100 ms/],
    ['hangs up', cut, /UND_ERR_SOCKET|ECONNRESET/],
    ['hangs up in the middle of its answer', halfThenCut, /UND_ERR_SOCKET|ECONNRESET/],
    ['answers with no HTTP', (request) => request.socket.end('220 mail.test ESMTP\r\n'), /HPE_/],
  ])('a peer that %s', async (_what, listener, says) => {
    const { url } = await serve(listener)
    const { code, status, reason } = await failure(asking(url, { timeoutMs: 100 }))
    expect({ code, status }).toEqual({ code: 'PEER_UNREACHABLE', status: undefined })
    expect(reason).toMatch(says)
  })

  it('a refused connection', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await new Promise((closed) => server.close(closed))
    const error: unknown = await asking(`http://127.0.0.1:${port}`).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'PEER_UNREACHABLE', details: { reason: 'ECONNREFUSED' }, cause: { cause: { code: 'ECONNREFUSED' } } })
  })

  it('a name that nobody has', async () => {
    expect(await failure(asking('http://runner.invalid'))).toMatchObject({ code: 'PEER_UNREACHABLE', reason: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) })
  })

  it('headers that cannot be made in time', async () => {
    const { url, requests } = await serve(replies({ 'GET /contract': [200, document] }))
    const headers = () => new Promise<never>(() => {})
    expect((await failure(asking(url, { headers, timeoutMs: 100 }))).reason).toMatch(/no answer within/)
    expect(requests).toEqual([])
  })

  it('headers that cannot be made at all are this side’s own affair', async () => {
    const { url, requests } = await serve(replies({ 'GET /contract': [200, document] }))
    const headers = () => Promise.reject(new Error('no token'))
    await expect(asking(url, { headers })).rejects.toThrow(/^no token$/)
    expect(requests).toEqual([])
  })

  it('a fetch that knows no signal and never ends', async () => {
    expect((await failure(asking('http://runner', { fetch: () => new Promise(() => {}), timeoutMs: 100 }))).code).toBe('PEER_UNREACHABLE')
  })
})

it('an endless document is given up once it is too long, and the connection with it', async () => {
  const given: ServerResponse[] = []
  const { url } = await serve((_request, response) => {
    given.push(response.writeHead(200))
    const timer = setInterval(() => response.write(' '.repeat(16_384)), 1)
    response.on('close', () => clearInterval(timer))
  })
  expect((await failure(asking(url, { timeoutMs: 60_000 }))).code).toBe('NOT_A_RUNNER')
  const [response] = given
  if (response && !response.closed) await once(response, 'close')
  expect(response?.closed).toBe(true)
})

it('a peer that did not answer in time is no longer asked', async () => {
  const given: ServerResponse[] = []
  const { url } = await serve((_request, response) => void given.push(response))
  await failure(asking(url, { timeoutMs: 50 }))
  const [response] = given
  if (response && !response.closed) await once(response, 'close')
  expect(response?.closed).toBe(true)
})

it('whoever recognises an old peer sees its status, and its body where that is JSON', async () => {
  const seen: unknown[] = []
  const oldPeer = { version: '1.0.0', path: () => '/hello', recognise: (answer: unknown) => seen.push(answer) > 0 }
  for (const reply of [[200, { a: 1 }], [500, 'oops'], [200, '{"a":']] satisfies Reply[]) {
    const { url } = await serve(replies({ 'GET /hello': reply }))
    expect(await asking(url, { oldPeer })).toEqual({ offered: ['1.0.0'], source: 'evidence' })
  }
  expect(seen).toEqual([{ status: 200, body: { a: 1 } }, { status: 500, body: undefined }, { status: 200, body: undefined }])
})

describe('the requests of a discovery', () => {
  it('carry the headers of the client, and go below its path prefix', async () => {
    const seen: unknown[] = []
    const { url } = await serve((request, response) => {
      seen.push([request.url, request.headers['x-tenant'], request.headers.authorization])
      replies({ 'GET /api/info?k=1': [200, info] })(request, response)
    })
    const withCredentials = url.replace('http://', 'http://me:secret@')
    await asking(`${withCredentials}/api/?k=1`, { headers: async () => ({ 'X-Tenant': 'a' }) })
    expect(seen).toEqual([
      ['/api/contract?k=1', 'a', 'Basic bWU6c2VjcmV0'],
      ['/api/info?k=1', 'a', 'Basic bWU6c2VjcmV0'],
    ])
  })

  it('go through the fetch that is given', async () => {
    const asked: unknown[] = []
    const fetch = async (request: Request, init: object) => {
      asked.push([request.method, request.url, init])
      return Response.json(document)
    }
    await asking('http://runner', { fetch })
    expect(asked).toEqual([['GET', 'http://runner/contract', { redirect: 'manual', signal: expect.any(AbortSignal) }]])
  })

  it('go through the global fetch of the moment, so that it can be instrumented', async () => {
    const { fetch } = globalThis
    onTestFinished(() => void (globalThis.fetch = fetch))
    globalThis.fetch = async () => Response.json(document)
    expect(await asking('http://runner')).toEqual({ offered: ['1.0.0', '2.0.0'], source: 'discovery' })
  })
})

it('an error names the peer without its credentials and query', async () => {
  const { url } = await serve(replies({}))
  const asked = asking(`${url.replace('http://', 'http://me:secret@')}/api/?token=secret`)
  const error = await asked.catch((thrown: unknown) => thrown as ContractError)
  expect(error).toMatchObject({ code: 'NOT_A_RUNNER', details: { peer: `${url}/api`, contract: 'runner' } })
  expect(JSON.stringify(error) + String(error)).not.toContain('secret')
})

describe('an orchestrator', () => {
  const oRPCError = (status: number, code: string) => ({ defined: false, code, status, message: 'x' })
  const answering = (status: number, body: unknown, headers = {}): RequestListener => (request, response) => {
    const isRun = /^\/run\/[0-9a-f-]{36}\/status$/.test(request.url ?? '')
    replies({ [`GET ${request.url}`]: isRun ? [status, body, headers] : [404, 'Not found'] })(request, response)
  }
  const asked = async (listener: RequestListener) => {
    const { url } = await serve(listener)
    return discover({ registry, contract: 'orchestrator', url, oldPeer: oldOrchestrator(registry) })
  }

  it('older than discovery shows itself by oRPC’s own 404 for a run that cannot exist', async () => {
    expect(await asked(answering(404, oRPCError(404, 'NOT_FOUND')))).toEqual({ offered: ['1.0.0'], source: 'evidence' })
  })

  it('is not a host that answers everything with oRPC’s own 404', async () => {
    const everything: RequestListener = (request, response) =>
      replies({ [`GET ${request.url}`]: [404, oRPCError(404, 'NOT_FOUND')] })(request, response)
    expect(await failure(asked(everything))).toMatchObject({ code: 'NOT_A_RUNNER' })
  })

  it.each([
    // status, body, code of the error
    [404, 'Not found', 'NOT_A_RUNNER'],
    [404, { error: 'no such route' }, 'NOT_A_RUNNER'],
    [404, oRPCError(500, 'INTERNAL_SERVER_ERROR'), 'NOT_A_RUNNER'],
    [200, page, 'NOT_A_RUNNER'],
    [200, oRPCError(404, 'NOT_FOUND'), 'NOT_A_RUNNER'],
    [400, oRPCError(400, 'BAD_REQUEST'), 'NOT_A_RUNNER'],
    [500, 'oops', 'PEER_UNREACHABLE'],
    [500, oRPCError(500, 'INTERNAL_SERVER_ERROR'), 'PEER_UNREACHABLE'],
    [500, { message: 'oops' }, 'PEER_UNREACHABLE'],
    [401, oRPCError(401, 'UNAUTHORIZED'), 'PEER_UNREACHABLE'],
    [503, oRPCError(503, 'SERVICE_UNAVAILABLE'), 'PEER_UNREACHABLE'],
  ])('is not recognised by %d and %j', async (status, body, code) => {
    expect((await failure(asked(answering(status, body)))).code).toBe(code)
  })

  it('is not a runner', async () => {
    expect((await failure(asked(replies({ 'GET /contract': [200, document] })))).reason).toMatch(/it says that it is a "runner"/)
  })
})

it('a peer that hangs is let go of when the time is up, whatever was collected meanwhile', async () => {
  const { url, left } = await hangingPeer()
  expect((await failure(asking(url, { timeoutMs: 300 }))).reason).toBe('no answer within 300 ms')
  await left
})
