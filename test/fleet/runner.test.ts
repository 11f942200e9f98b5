import { safe } from '@orpc/client'
import { createRunnerClient, type RunnerClient } from '@runners/contracts/client'
import { createRunnerHandler } from '@runners/contracts/server'
import { beforeEach, describe, expect, it } from 'vitest'
import { checks } from '../../examples/fleet/checks.js'
import { createRunnerRouter } from '../../examples/fleet/runner-router.js'
import { serve } from '../support/serve.js'
import { type Pages, servePages } from './pages.js'

let pages: Pages
let client: RunnerClient
beforeEach(async () => {
  pages = await servePages()
  const router = createRunnerRouter({ region: 'us-east-1', checks, contractVersions: ['2.0.0'] })
  const { url } = await serve(createRunnerHandler({ router }).node)
  client = createRunnerClient({ url })
})

const title = (url: string) => ({ name: 'pageTitle', input: { url } })
const passed = expect.objectContaining({ name: 'page_title', status: 'pass' })

describe('time limits', () => {
  it('a request that takes too long is a typed error, and its checks are stopped', async () => {
    const { error } = await safe(client.execute({ runId: 'r1', runners: [title(pages.slow)], timeoutMs: 200 }))
    expect(error).toMatchObject({ defined: true, code: 'EXECUTION_TIMED_OUT', status: 504, data: { timeoutMs: 200 } })
    await pages.givenUp()
  })

  it('a check that takes too long is a result in error, and the others go on', async () => {
    const { results } = await client.execute({ runId: 'r1', runners: [{ ...title(pages.slow), timeoutMs: 200 }, title(pages.fast)] })
    const error = { code: 'TIMED_OUT', message: 'The time limit of 200 ms was reached', retryable: true }
    expect(results).toStrictEqual([expect.objectContaining({ name: 'unknown', status: 'error', error }), passed])
    await pages.givenUp()
  })

  it('a stream that takes too long ends in the same typed error, after the results that there are', async () => {
    const stream = await client.executeStream({ runId: 'r1', runners: [title(pages.fast), title(pages.slow)], timeoutMs: 1000 })
    const types: string[] = []
    const { error } = await safe((async () => {
      for await (const { type } of stream) types.push(type)
    })())
    expect(types).toStrictEqual(['started', 'result'])
    expect(error).toMatchObject({ defined: true, code: 'EXECUTION_TIMED_OUT', data: { timeoutMs: 1000 } })
  })
})

describe('callers that go away', () => {
  it('stop the checks of a single call', async () => {
    const stop = new AbortController()
    const call = safe(client.execute({ runId: 'r1', runners: [title(pages.slow)] }, { signal: stop.signal }))
    await pages.awaited()
    stop.abort()
    await pages.givenUp()
    expect((await call).error).toMatchObject({ name: 'AbortError' })
  })

  it('stop the checks of a stream', async () => {
    const stream = await client.executeStream({ runId: 'r1', runners: [title(pages.fast), title(pages.slow)] })
    for await (const { type } of stream) if (type === 'result') break
    await pages.givenUp()
  })
})

describe('idempotency keys', () => {
  const request = (key?: string) => ({ runId: 'r1', runners: [title(pages.fast)], idempotencyKey: key })

  it('calls at once and later calls with the same key share one execution and its answer', async () => {
    const [first, second] = await Promise.all([client.execute(request('k1')), client.execute(request('k1'))])
    const third = await client.execute({ ...request('k1'), runId: 'r2' })
    expect(first.results).toStrictEqual([passed])
    expect([second, third]).toStrictEqual([first, first])
    expect(pages.visits('/fast')).toBe(1)
  })

  it('a stream with the same key tells the same results', async () => {
    const { results } = await client.execute(request('k1'))
    const events = []
    for await (const event of await client.executeStream(request('k1'))) events.push(event)
    expect(events[1]).toStrictEqual({ type: 'result', index: 0, result: results[0] })
    expect(pages.visits('/fast')).toBe(1)
  })

  it.each([
    // keys of two calls
    [undefined, undefined],
    ['k1', 'k2'],
    ['k1', undefined],
  ])('calls with keys %s and %s execute twice', async (one, other) => {
    await client.execute(request(one))
    await client.execute(request(other))
    expect(pages.visits('/fast')).toBe(2)
  })

  it('a first caller that goes away does not end the execution that others share', async () => {
    const slow = { runId: 'r1', runners: [title(pages.slow)], timeoutMs: 1000, idempotencyKey: 'k1' }
    const stop = new AbortController()
    const first = safe(client.execute(slow, { signal: stop.signal }))
    await pages.awaited()
    stop.abort()
    await first
    const { error } = await safe(client.execute(slow))
    expect(error).toMatchObject({ code: 'EXECUTION_TIMED_OUT' })
    expect(pages.visits('/slow')).toBe(1)
  })
})

describe('requests that are refused', () => {
  const refused = [
    // a check, the typed error, its status
    [{ name: 'nope', input: {} }, 'RUNNER_NOT_FOUND', 404],
    [{ name: 'pageTitle', input: { url: 'no url' } }, 'INPUT_VALIDATION_FAILED', 422],
  ] as const

  it.each(refused)('%j is refused as a whole with %s, before any check runs', async (check, code, status) => {
    const { error } = await safe(client.execute({ runId: 'r1', runners: [title(pages.fast), check] }))
    expect(error).toMatchObject({ defined: true, code, status })
    expect(pages.visits('/fast')).toBe(0)
  })

  it.each(refused)('%j is refused with %s before a stream begins', async (check, code, status) => {
    const { error } = await safe(client.executeStream({ runId: 'r1', runners: [check] }))
    expect(error).toMatchObject({ defined: true, code, status })
  })
})
