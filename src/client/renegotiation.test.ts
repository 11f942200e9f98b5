import type { RequestListener } from 'node:http'
import { ContractError } from '@runners/contracts'
import { createRunnerHandler } from '@runners/contracts/server'
import { describe, expect, it } from 'vitest'
import { type Reply, replies } from '../../test/support/replies.js'
import { serve } from '../../test/support/serve.js'
import { v1Runner } from '../../test/support/v1-runner.js'
import { v2Runner } from '../../test/support/v2-runner.js'
import { createAgreementCache } from './agreement-cache.js'
import { createRunnerClient } from './runner-client.js'

const request = { runId: 'r1', runners: [{ name: 'echo', input: { a: 1 } }] }
const answer = { runId: 'r1', results: [{ name: 'echo', status: 'pass', details: { a: 1 } }] }

/** A runner that can be replaced by another behind the same address. */
async function replaceable(first: RequestListener) {
  let current = first
  const listening = await serve((...exchange) => current(...exchange))
  return { ...listening, replaceBy: (next: RequestListener) => void (current = next) }
}

const serving = (versions: readonly string[], runner = v2Runner()) => createRunnerHandler({ router: runner.router, versions }).node
const caught = (call: Promise<unknown>) => call.then((found) => expect.fail(`it answered ${JSON.stringify(found)}`), (error: unknown) => error)

describe('a runner that is replaced by one of other versions gets the call once, in a version that it serves', () => {
  const kinds: Readonly<Record<string, () => { readonly node: RequestListener; readonly executed: readonly unknown[] }>> = {
    'a deployed v1': () => v1Runner(),
    'v1 alone': () => ofVersions('1.0.0'),
    'v2 alone': () => ofVersions('2.0.0'),
    both: () => ofVersions('1.0.0', '2.0.0'),
  }
  const ofVersions = (...versions: readonly string[]) => {
    const runner = v2Runner()
    return { node: serving(versions, runner), executed: runner.executed }
  }

  it.each([
    // before, after, requests of the call
    ['v2 alone', 'v1 alone', ['POST /v2/execute', 'POST /execute']],
    ['v2 alone', 'a deployed v1', ['POST /v2/execute', 'GET /contract', 'GET /info', 'POST /execute']],
    ['both', 'v1 alone', ['POST /v2/execute', 'POST /execute']],
    ['v1 alone', 'v2 alone', ['POST /execute', 'POST /v2/execute']],
    ['a deployed v1', 'v2 alone', ['POST /execute', 'POST /v2/execute']],
    ['a deployed v1', 'both', ['POST /execute']],
    ['both', 'v2 alone', ['POST /v2/execute']],
  ])('%s by %s', async (before, after, requests) => {
    const runner = await replaceable(kinds[before]!().node)
    const client = createRunnerClient({ url: runner.url })
    await client.execute(request)
    const old = runner.requests.length
    const { node, executed } = kinds[after]!()
    runner.replaceBy(node)
    expect(await client.execute(request)).toMatchObject(answer)
    expect(runner.requests.slice(old)).toEqual(requests)
    expect(executed).toHaveLength(1)
  })
})

it('what was agreed anew holds for the calls that follow', async () => {
  const runner = await replaceable(serving(['2.0.0']))
  const agreed: string[] = []
  const client = createRunnerClient({ url: runner.url, onAgreement: ({ version }) => agreed.push(version) })
  await client.execute(request)
  runner.replaceBy(serving(['1.0.0']))
  await client.execute(request)
  await client.execute(request)
  expect(runner.requests.slice(-2)).toEqual(['POST /execute', 'POST /execute'])
  expect(agreed).toEqual(['2.0.0', '1.0.0'])
})

it.each<[string, () => RequestListener, number]>([
  // the runner afterwards, discoveries: who names what it serves need not be asked
  ['says what it serves', () => serving(['1.0.0']), 1],
  ['says nothing', () => v1Runner().node, 2],
])('200 calls that are rejected at the same time by a runner that %s', { timeout: 30_000 }, async (_says, next, discoveries) => {
  const runner = await replaceable(serving(['2.0.0']))
  const client = createRunnerClient({ url: runner.url })
  await client.execute(request)
  runner.replaceBy(next())
  const answers = await Promise.all(Array.from({ length: 200 }, () => client.execute(request)))
  expect(answers).toHaveLength(200)
  expect(runner.requests.filter((line) => line === 'GET /contract')).toHaveLength(discoveries)
  expect(runner.requests.filter((line) => line === 'POST /execute')).toHaveLength(200)
})

describe('a runner that rejects what it says it serves', () => {
  const document = { contract: 'runner', latest: '2.0.0', versions: [{ version: '2.0.0' }] }
  const table = { 'GET /contract': [200, document] } satisfies Record<string, Reply>

  it('is asked anew exactly once; then the call fails and says with whom and what', async () => {
    const { url, requests } = await serve(replies(table))
    const error = await caught(createRunnerClient({ url }).execute(request))
    expect(error).toBeInstanceOf(ContractError)
    expect(error).toMatchObject({
      code: 'CONTRACT_VERSION_UNSUPPORTED',
      details: { version: '2.0.0', supported: [], peer: url, procedure: 'runner.execute' },
    })
    expect(requests).toEqual(['GET /contract', 'POST /v2/execute', 'GET /contract', 'POST /v2/execute'])
  })

  it('rejects a stream the same way', async () => {
    const { url, requests } = await serve(replies(table))
    expect(await caught(createRunnerClient({ url }).executeStream(request))).toMatchObject({ code: 'CONTRACT_VERSION_UNSUPPORTED' })
    expect(requests.filter((line) => line.startsWith('POST'))).toHaveLength(2)
  })

  it('rejects by a 404 whose body has no content type', async () => {
    const { url, requests } = await serve(replies({ ...table, 'POST /v2/execute': (_incoming, outgoing) => void outgoing.writeHead(404).end('Not found') }))
    expect(await caught(createRunnerClient({ url }).execute(request))).toMatchObject({ code: 'CONTRACT_VERSION_UNSUPPORTED' })
    expect(requests.filter((line) => line.startsWith('POST'))).toHaveLength(2)
  })

  it('names in the error what it serves instead', async () => {
    const { url } = await serve(replies({ ...table, 'POST /v2/execute': [404, 'Not found', { 'runners-contract-supported': '3.0.0' }] }))
    expect(await caught(createRunnerClient({ url }).execute(request))).toMatchObject({ details: { supported: ['3.0.0'] } })
  })
})

describe('a pin takes a rejection as final', () => {
  it.each([
    ['of the client', { version: '2.0.0' }, {}],
    ['of the call', {}, { version: '2.0.0' }],
  ])('%s', async (_whose, settings, context) => {
    const { url, requests } = await serve(serving(['1.0.0']))
    const error = await caught(createRunnerClient({ url, ...settings }).execute(request, { context }))
    expect(error).toMatchObject({ code: 'CONTRACT_VERSION_UNSUPPORTED', details: { version: '2.0.0', supported: ['1.0.0'], peer: url } })
    expect(requests).toEqual(['POST /v2/execute'])
  })
})

describe('what promises nothing is never sent again', () => {
  const oRPCError = (code: string, status: number) => ({ defined: false, code, status, message: 'x' })
  const served = { 'runners-contract-supported': '1.0.0, 2.0.0' }

  it.each<[string, Reply | RequestListener, object]>([
    // what the runner does, how, the error of the call
    ['500 without a word', [500, 'oops'], { code: 'INTERNAL_SERVER_ERROR', status: 500 }],
    ['500 in a version that it no longer names', [500, 'oops', { 'runners-contract-supported': '1.0.0' }], { status: 500 }],
    ['502', [502, '<html>Bad gateway</html>'], { code: 'BAD_GATEWAY', status: 502 }],
    ['503', [503, oRPCError('SERVICE_UNAVAILABLE', 503)], { code: 'SERVICE_UNAVAILABLE', status: 503 }],
    ['504', [504, ''], { code: 'GATEWAY_TIMEOUT', status: 504 }],
    ['429', [429, ''], { code: 'TOO_MANY_REQUESTS', status: 429 }],
    ['a 404 while it serves the version', [404, 'Not found', served], { code: 'NOT_FOUND', status: 404 }],
    ['a 404 of an implementation without our headers', [404, oRPCError('NOT_FOUND', 404)], { code: 'NOT_FOUND', status: 404 }],
    [
      'the rejection that its own peer gave it, passed on',
      [404, oRPCError('CONTRACT_VERSION_UNSUPPORTED', 404), served],
      { code: 'CONTRACT_VERSION_UNSUPPORTED', status: 404 },
    ],
    ['a 404 with half an error', [404, '{"defined":true,"code":"RUN_NOT', { 'content-type': 'application/json' }], { code: 'NOT_FOUND', status: 404 }],
    ['a reset', (incoming) => incoming.socket.destroy(), { name: 'TypeError' }],
    [
      'a 404 that breaks off',
      (incoming, outgoing) => void outgoing.writeHead(404, { 'content-length': 99 }).write('Not', () => incoming.socket.destroy()),
      { name: 'TypeError' },
    ],
    ['an answer that is not valid', [200, { runId: 'r1' }], { code: 'ANSWER_INVALID' }],
  ])('%s', async (_what, reply, error) => {
    const document = { contract: 'runner', latest: '2.0.0', versions: [{ version: '1.0.0' }, { version: '2.0.0' }] }
    const { url, requests } = await serve(replies({ 'GET /contract': [200, document], 'POST /v2/execute': reply }))
    expect(await caught(createRunnerClient({ url }).execute(request))).toMatchObject(error)
    expect(requests).toEqual(['GET /contract', 'POST /v2/execute'])
  })

  it('a timeout', async () => {
    const runner = await replaceable(serving(['2.0.0']))
    const client = createRunnerClient({ url: runner.url })
    await client.info()
    runner.replaceBy(() => {})
    expect(await caught(client.execute(request, { signal: AbortSignal.timeout(50) }))).toMatchObject({ name: 'TimeoutError' })
    expect(runner.requests).toEqual(['GET /contract', 'GET /v2/info', 'POST /v2/execute'])
  })
})

describe('a rejected call is not sent again where', () => {
  it.each<[string, RequestListener, object]>([
    ['nothing is known of the runner any more', replies({ 'GET /contract': [503, ''] }), { code: 'PEER_UNREACHABLE' }],
    ['something else is there now', replies({}), { code: 'NOT_A_RUNNER' }],
    [
      'no version is common any more',
      replies({ 'GET /contract': [200, { contract: 'runner', latest: '9.0.0', versions: [{ version: '9.0.0' }] }] }),
      { code: 'NO_COMMON_VERSION' },
    ],
  ])('%s', async (_what, next, error) => {
    const runner = await replaceable(serving(['2.0.0']))
    const client = createRunnerClient({ url: runner.url })
    await client.info()
    runner.replaceBy(next)
    expect(await caught(client.execute(request))).toMatchObject({ ...error, details: { peer: runner.url } })
    expect(runner.requests.filter((line) => line.startsWith('POST'))).toEqual(['POST /v2/execute'])
  })

  it('its caller has gone meanwhile', async () => {
    const leaving = new AbortController()
    const runner = await replaceable(serving(['2.0.0']))
    const client = createRunnerClient({ url: runner.url })
    await client.info()
    const { node } = v1Runner()
    runner.replaceBy((incoming, outgoing) => {
      if (incoming.url === '/contract') leaving.abort()
      node(incoming, outgoing)
    })
    expect(await caught(client.execute(request, { signal: leaving.signal }))).toMatchObject({ name: 'AbortError' })
    await client.info()
    expect(runner.requests).toEqual(['GET /contract', 'GET /v2/info', 'POST /v2/execute', 'GET /contract', 'GET /info', 'GET /info'])
  })

  it('its caller leaves as the new agreement arrives', async () => {
    const leaving = new AbortController()
    const runner = await replaceable(serving(['2.0.0']))
    const agreements = createAgreementCache()
    const client = createRunnerClient({ url: runner.url, agreements, onAgreement: ({ version }) => version === '1.0.0' && leaving.abort() })
    await client.info()
    runner.replaceBy(serving(['1.0.0']))
    expect(await caught(client.execute(request, { signal: leaving.signal }))).toMatchObject({ name: 'AbortError' })
    expect(runner.requests.filter((line) => line.startsWith('POST'))).toEqual(['POST /v2/execute'])
  })
})

it('a rejected request lost nothing: only what is really sent is reported', async () => {
  const runner = await replaceable(serving(['1.0.0']))
  const losses: string[] = []
  const client = createRunnerClient({ url: runner.url, onLoss: ({ path }) => losses.push(path) })
  await client.execute({ ...request, timeoutMs: 1000 })
  expect(losses.splice(0)).toEqual(['timeoutMs'])
  runner.replaceBy(serving(['2.0.0']))
  await client.execute({ ...request, timeoutMs: 1000 })
  expect(losses).toEqual([])
})
