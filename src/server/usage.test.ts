import { describe, expect, it } from 'vitest'
import { datedRegistry, datedRouter } from '../../test/support/dated.js'
import { serve } from '../../test/support/serve.js'
import { v2Runner } from '../../test/support/v2-runner.js'
import { type ContractHandlerOptions, createContractHandler, createRunnerHandler, type ServedCall } from './index.js'

const noon = Date.parse('2026-11-01T12:00:00Z')
const deprecated = { deprecated: '2026-07-01', sunset: '2027-01-31' }
const registry = datedRegistry(deprecated)
type Options = Partial<ContractHandlerOptions<typeof registry.latest.contracts.tasks, Record<never, never>>>

async function served(options: Options = {}) {
  const handler = createContractHandler(registry, 'tasks', { router: datedRouter, now: () => noon, ...options })
  const { url } = await serve(handler.node)
  const call = async (path: string, body: unknown = { text: 'a' }) =>
    (await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).status
  return { handler, call }
}

const last = '2026-11-01T12:00:00.000Z'
const used = (procedure: string, version: string, calls: number) => ({ contract: 'tasks', procedure, version, calls, last, ...(version === '1.0.0' && deprecated) })

describe('a handler’s usage', () => {
  it('is empty before the first call', async () => {
    expect((await served()).handler.usage()).toStrictEqual([])
  })

  it('counts calls by version and procedure, in the order of their first calls, whatever becomes of them', async () => {
    const { handler, call } = await served()
    const statuses = [await call('/v2/echo'), await call('/nested'), await call('/echo'), await call('/echo', { text: 7 })]
    expect(statuses).toStrictEqual([200, 200, 200, 400])
    expect(handler.usage()).toStrictEqual([
      used('tasks.echo', '2.0.0', 1),
      used('tasks.nested.echo', '1.0.0', 1),
      used('tasks.echo', '1.0.0', 2),
    ])
  })

  it.each(['/nowhere', '/v2/nowhere', '/v7/echo', '/contract'])('does not grow by requests for %s', async (path) => {
    const { handler, call } = await served()
    await call(path)
    expect(handler.usage()).toStrictEqual([])
  })

  it.each([
    // what is wrong with a request, its status
    [{ body: '{' }, 400],
    [{ body: '{"__proto__":1}' }, 400],
    [{ body: 'text=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    [{ headers: { 'dated-contract-version': '3.0.0' } }, 404],
    [{ method: 'HEAD' }, 404],
    [{ method: 'OPTIONS' }, 404],
  ])('counts no request that is refused before its body is read: %j', async (init, status) => {
    const handler = createContractHandler(registry, 'tasks', { router: datedRouter })
    const { headers, ...rest } = { headers: {}, ...init }
    const request = new Request('http://tasks.test/echo', { method: 'POST', ...rest, headers: { 'content-type': 'application/json', ...headers } })
    expect([(await handler(request)).status, handler.usage()]).toStrictEqual([status, []])
  })

  it('is a copy, which later calls do not change', async () => {
    const { handler, call } = await served()
    await call('/echo')
    const before = handler.usage()
    await call('/echo')
    expect([before[0]?.calls, handler.usage()[0]?.calls]).toStrictEqual([1, 2])
  })

  it('counts both wire forms of a version once a call', async () => {
    const { handler, call } = await served({ rpcForm: true })
    expect([await call('/echo'), await call('/echo', { json: { text: 'a' } })]).toStrictEqual([200, 200])
    expect(handler.usage()).toStrictEqual([used('tasks.echo', '1.0.0', 2)])
  })

  it('is of fetch requests too', async () => {
    const handler = createRunnerHandler({ router: v2Runner().router })
    await handler(new Request('http://runner.test/info'))
    expect(handler.usage()).toMatchObject([{ contract: 'runner', procedure: 'runner.info', version: '1.0.0', calls: 1 }])
  })
})

describe('the hook onCall', () => {
  it('is told of each call, and of the dates of its version', async () => {
    const told: ServedCall[] = []
    const { call } = await served({ onCall: (one) => told.push(one) })
    await call('/echo')
    await call('/v2/twice')
    expect(told).toStrictEqual([
      { contract: 'tasks', procedure: 'tasks.echo', version: '1.0.0', ...deprecated },
      { contract: 'tasks', procedure: 'tasks.twice', version: '2.0.0' },
    ])
  })

  it.each([
    // a hook that fails, however it does
    ['throws', () => { throw new Error('metrics down') }],
    ['rejects', () => Promise.reject(new Error('metrics down'))],
  ])('fails no call where it %s', async (_how, onCall) => {
    const { call } = await served({ onCall })
    expect(await call('/echo')).toBe(200)
  })
})
