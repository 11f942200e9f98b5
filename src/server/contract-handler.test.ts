import { createServer } from 'node:http'
import { implement, onError, ValidationError } from '@orpc/server'
import { runnerContract } from '../../versions/latest.js'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Listening, listen } from '../../test/support/server.js'
import { v2Runner } from '../../test/support/v2-runner.js'
import { latest, supportedHeader, unknownVersion } from '../../test/support/versions.js'
import { ContractError, isContractError, type Loss } from '../engine/errors.js'
import { createRunnerHandler } from './index.js'

let open: Listening[] = []
afterEach(async () => {
  await Promise.all(open.map((server) => server.close()))
  open = []
})
const serve = async (handler: { readonly node: Parameters<typeof createServer>[1] & object }) => {
  const server = await listen(handler.node)
  open.push(server)
  return server.url
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
const versionsIn = ({ headers }: Response) => [headers.get('runners-contract-version'), headers.get('runners-contract-supported')]
const v1Call = { runners: ['echo'], url: 'http://site.test/', runId: 'r1' }
const v2Call = { runId: 'r1', runners: [{ name: 'echo', input: { url: 'http://site.test/' } }] }

describe('createRunnerHandler', () => {
  it('answers each version in its own shape from one implementation', async () => {
    const url = await serve(createRunnerHandler({ router: v2Runner().router }))
    const [old, current] = [await post(`${url}/execute`, v1Call), await post(`${url}/v2/execute`, v2Call)]
    const result = { name: 'echo', status: 'pass', details: { url: 'http://site.test/' } }
    expect(await old.json()).toStrictEqual({ runId: 'r1', region: 'eu-west-1', results: [result] })
    expect(await current.json()).toStrictEqual({ runId: 'r1', region: 'eu-west-1', results: [result] })
    expect([versionsIn(old), versionsIn(current)]).toStrictEqual([['1.0.0', supportedHeader], ['2.0.0', supportedHeader]])
  })

  it.each([
    // versions served, GET path, status, version spoken, what the answer says
    [['1.0.0', '2.0.0'], '/contract', 200, null, { contract: 'runner', latest: '2.0.0', versions: [{ version: '1.0.0' }, { version: '2.0.0' }] }],
    [['1.0.0'], '/contract', 200, null, { contract: 'runner', latest: '1.0.0', versions: [{ version: '1.0.0' }] }],
    [['2.0.0'], '/contract', 200, null, { contract: 'runner', latest: '2.0.0', versions: [{ version: '2.0.0' }] }],
    [['1.0.0'], '/v2/info', 404, null, { code: 'CONTRACT_VERSION_UNSUPPORTED', data: { version: '2.0.0', supported: ['1.0.0'] } }],
    [['2.0.0'], '/info', 404, null, { code: 'CONTRACT_VERSION_UNSUPPORTED', data: { version: '1.0.0', supported: ['2.0.0'] } }],
    [['1.0.0'], '/info', 200, '1.0.0', { runners: ['echo', 'fails'], count: 2 }],
    [['2.0.0'], '/v2/info', 200, '2.0.0', { region: 'eu-west-1' }],
    [['1.0.0', '2.0.0'], '/v7/info', 404, null, { code: 'CONTRACT_VERSION_UNSUPPORTED', data: { version: '7.0.0', supported: ['1.0.0', '2.0.0'] } }],
  ])('serving %j it answers GET %s with %i in %s', async (versions, path, status, spoken, says) => {
    const url = await serve(createRunnerHandler({ router: v2Runner().router, versions }))
    const answer = await fetch(url + path)
    expect([answer.status, ...versionsIn(answer)]).toStrictEqual([status, spoken, versions.join(', ')])
    expect(await answer.json()).toMatchObject(says)
  })

  it.each([
    // path outside of what there is
    ['/nowhere'],
    ['/v2/nowhere'],
    ['/execute'],
  ])('answers GET %s with a plain 404 that says what is served', async (path) => {
    const url = await serve(createRunnerHandler({ router: v2Runner().router }))
    const answer = await fetch(url + path)
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toStrictEqual([404, 'text/plain;charset=UTF-8', 'Not found'])
    expect(answer.headers.get('runners-contract-supported')).toBe(supportedHeader)
  })

  it.each(['/contract', '/execute', '/v2/execute', '/openapi.json', '/v2/openapi.json'])('under a prefix it serves %s there and nowhere else', async (path) => {
    const url = await serve(createRunnerHandler({ router: v2Runner().router, prefix: '/api/runner' }))
    const call = (at: string) => (path.endsWith('execute') ? post(at, path.startsWith('/v2') ? v2Call : v1Call) : fetch(at))
    expect((await call(`${url}/api/runner${path}`)).status).toBe(200)
    expect((await call(url + path)).status).toBe(404)
    expect((await call(`${url}/api/runnerx${path}`)).status).toBe(404)
  })

  it.each([
    // path, OpenAPI document of, a path in it, a field with description and examples
    ['/openapi.json', '1.0.0', '/execute', 'url'],
    ['/v2/openapi.json', '2.0.0', '/v2/execute', 'runId'],
  ])('GET %s is the OpenAPI 3.1 document of %s', async (path, version, procedure, field) => {
    const url = await serve(createRunnerHandler({ router: v2Runner().router }))
    const document: unknown = await (await fetch(url + path)).json()
    const described = { description: expect.any(String), examples: [expect.any(String)] }
    const content = { 'application/json': { schema: { properties: { [field]: described } } } }
    expect(document).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\./),
      info: { version },
      paths: { [procedure]: { post: { requestBody: { content } } } },
    })
    expect(JSON.stringify(document)).not.toMatch(/"x-(date|coerce|refine|transform)"/)
  })

  it('sends typed errors with the status of the version spoken', async () => {
    const url = await serve(createRunnerHandler({ router: v2Runner().router }))
    const old = await post(`${url}/execute`, { runners: ['nope'] })
    const current = await post(`${url}/v2/execute`, { runId: 'r', runners: [{ name: 'nope', input: {} }] })
    const data = { missingRunners: ['nope'], availableRunners: ['echo', 'fails'] }
    expect([old.status, await old.json()]).toStrictEqual([500, expect.objectContaining({ defined: true, code: 'RUNNER_NOT_FOUND', data })])
    expect([current.status, await current.json()]).toStrictEqual([404, expect.objectContaining({ defined: true, code: 'RUNNER_NOT_FOUND', data })])
  })

  it.each([
    // runner, what a v1 caller reads
    ['slow', { defined: true, code: 'EXECUTION_FAILED', data: { details: 'Execution reached its time limit of 50 ms' } }],
    ['breaks', { defined: false, code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error' }],
  ])('answers a v1 caller of the runner %s with an error that v1 has', async (name, error) => {
    const url = await serve(createRunnerHandler({ router: v2Runner().router }))
    const answer = await post(`${url}/execute`, { runners: [name] })
    expect([answer.status, await answer.json()]).toStrictEqual([500, expect.objectContaining(error)])
  })

  it('tells what an older caller was not given', async () => {
    const losses: Loss[] = []
    const url = await serve(createRunnerHandler({ router: v2Runner().router, onLoss: (loss) => losses.push(loss) }))
    await post(`${url}/execute`, { runners: ['fails'] })
    expect(losses.map(({ procedure, path, from, to }) => [procedure, path, from, to])).toStrictEqual([
      ['runner.execute', 'results[0].error.code', '2.0.0', '1.0.0'],
      ['runner.execute', 'results[0].error.retryable', '2.0.0', '1.0.0'],
    ])
  })

  it('makes the ids that an older request lacks, and takes them out of its answer', async () => {
    const { router, executed } = v2Runner()
    const url = await serve(createRunnerHandler({ router, newId: () => 'made-up' }))
    const answer = (await (await post(`${url}/execute`, { runners: ['echo'] })).json()) as object
    expect([executed[0]?.runId, Object.keys(answer)]).toStrictEqual(['made-up', ['region', 'results']])
  })

  it.each([
    // a hook that fails, however it does
    ['throws', () => { throw new Error('metrics down') }],
    ['rejects', () => Promise.reject(new Error('metrics down'))],
  ])('goes on where the hook that hears of losses %s', async (_how, onLoss) => {
    const url = await serve(createRunnerHandler({ router: v2Runner().router, onLoss }))
    expect((await post(`${url}/execute`, { runners: ['fails'] })).status).toBe(200)
  })

  it('refuses a small request that would become a huge one, and goes on serving', async () => {
    const { router, executed } = v2Runner()
    const url = await serve(createRunnerHandler({ router }))
    const input = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`k${index}`, index]))
    const answer = await post(`${url}/execute`, { runners: Array.from({ length: 2000 }, () => 'a'), input })
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { code: 'CONVERSION_REFUSED', data: { procedure: 'runner.execute', reason: expect.stringContaining('4000000 fields') } },
    ])
    expect([executed.length, (await post(`${url}/execute`, v1Call)).status]).toStrictEqual([0, 200])
  })

  it.each(['/execute', '/v2/execute'])('takes no refusal of a peer of the implementation for its own: %s', async (path) => {
    const { router } = v2Runner()
    const os = implement(runnerContract)
    const execute = os.execute.handler(() => {
      throw new ContractError('CONTRACT_VERSION_UNSUPPORTED', { version: '2.0.0', supported: [], peer: 'http://secret.internal' })
    })
    const url = await serve(createRunnerHandler({ router: os.router({ ...router, execute }) }))
    const answer = await post(url + path, path === '/execute' ? v1Call : v2Call)
    expect([answer.status, await answer.text()]).toStrictEqual([500, expect.not.stringMatching(/secret|UNSUPPORTED/)])
  })

  it.each([
    // what is passed as router, what is missing
    ['nothing implemented', {}, ['runner.execute', 'runner.executeStream', 'runner.info']],
    ['an implementer', implement(runnerContract), ['runner.execute', 'runner.executeStream', 'runner.info']],
    ['all but one', { execute: v2Runner().router.execute, info: v2Runner().router.info }, ['runner.executeStream']],
  ])('refuses %s when it is made, not at the first call', (_what, router, missing) => {
    const make = () => createRunnerHandler({ router: router as ReturnType<typeof v2Runner>['router'] })
    expect(make).toThrow(expect.objectContaining({ code: 'ROUTER_INCOMPLETE', details: { contract: 'runner', version: latest, missing } }))
  })

  it('answers 413 to a fetch request with a larger body than it was allowed', async () => {
    const handler = createRunnerHandler({ router: v2Runner().router, maxBodySize: 60 })
    const post = (name: string) =>
      handler(new Request('http://x/execute', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ runners: [name] }) }))
    expect((await post('echo')).status).toBe(200)
    expect((await post('x'.repeat(60))).status).toBe(413)
  })

  it.each([Number.NaN, 0, -1])('refuses a body limit of %d', (maxBodySize) => {
    expect(() => createRunnerHandler({ router: v2Runner().router, maxBodySize })).toThrow(RangeError)
  })

  it('refuses to serve a version that there is not, and no version at all', () => {
    const { router } = v2Runner()
    for (const versions of [[unknownVersion], []]) {
      expect(() => createRunnerHandler({ router, versions })).toThrow(expect.toSatisfy((error) => isContractError(error, 'NOT_REGISTERED')))
    }
  })
})

describe('what oRPC gives an implementation', () => {
  const os = implement(runnerContract).$context<{ readonly caller: string }>()
  const seen: string[] = []
  const info = os.info
    .use(({ next, context }) => next({ context: { greeting: `hello ${context.caller}` } }))
    .handler(({ context }) => ({ runners: [{ name: context.greeting }], contractVersions: [] }))
  const { router } = v2Runner()
  const handler = createRunnerHandler({
    router: os.router({ execute: router.execute, executeStream: router.executeStream, info }),
    interceptors: [({ next, request }) => (seen.push(`request ${request.url.pathname}`), next())],
    clientInterceptors: [({ next, path }) => (seen.push(`call ${path.join('.')}`), next())],
  })

  it.each(['/info', '/v2/info'])('works through GET %s: context, middleware and interceptors', async (path) => {
    seen.length = 0
    const answer = await (await handler(new Request(`http://runner.test${path}`), { caller: 'Ada' })).json()
    expect(JSON.stringify(answer)).toContain('hello Ada')
    expect(seen).toStrictEqual([`request ${path}`, 'call info'])
  })

  it.each(['/execute', '/v2/execute'])('is what an interceptor around a call of %s sees: the procedure of the latest, its errors, its input', async (path) => {
    const { router } = v2Runner()
    const calls: unknown[] = []
    const handler = createRunnerHandler({
      router,
      clientInterceptors: [({ next, procedure, errors, input }) => (calls.push([procedure['~orpc'].handler, Object.keys(errors), input]), next())],
    })
    await handler(new Request(`http://runner.test${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(path === '/execute' ? v1Call : v2Call) }))
    const { handler: implemented, errorMap } = router.execute['~orpc']
    expect(calls).toEqual([[implemented, Object.keys(errorMap), v2Call]])
  })

  it.each([
    // path, what no schema takes
    ['/execute', { runners: [] }],
    ['/v2/execute', { runId: 'r', runners: [] }],
  ])('tells an interceptor around a request of %s what its schema found', async (path, wrong) => {
    const causes: unknown[] = []
    const handler = createRunnerHandler({ router: v2Runner().router, interceptors: [onError((error) => void causes.push((error as Error).cause))] })
    const answer = await handler(new Request(`http://runner.test${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(wrong) }))
    expect(answer.status).toBe(400)
    expect(causes).toStrictEqual([expect.any(ValidationError)])
    expect(causes).toMatchObject([{ data: wrong, issues: [{ path: ['runners'] }] }])
  })

  it('stops the producer of a stream when the consumer stops', async () => {
    const { router, stopped } = v2Runner()
    const url = await serve(createRunnerHandler({ router }))
    const stop = new AbortController()
    const runners = Array.from({ length: 5000 }, () => ({ name: 'echo', input: { text: 'x'.repeat(1000) } }))
    const answer = await fetch(`${url}/v2/execute/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ runId: 'stopped early', runners }),
      signal: stop.signal,
    })
    await answer.body!.getReader().read()
    stop.abort()
    await vi.waitFor(() => expect(stopped).toStrictEqual(['stopped early']))
  })
})
