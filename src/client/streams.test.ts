import type { RequestListener } from 'node:http'
import { safe } from '@orpc/client'
import { createRunnerHandler } from '@runners/contracts/server'
import { describe, expect, it } from 'vitest'
import { collectGarbage } from '../../test/support/garbage.js'
import { serve } from '../../test/support/serve.js'
import { until } from '../../test/support/until.js'
import { v1Runner } from '../../test/support/v1-runner.js'
import { v2Runner } from '../../test/support/v2-runner.js'
import type { Fetch } from './limited-get.js'
import { createRunnerClient } from './runner-client.js'

const request = { runId: 'r1', runners: [{ name: 'echo', input: { a: 1 } }, { name: 'fails', input: {} }] }

async function eventsFrom(node: RequestListener) {
  const { url } = await serve(node)
  const events = []
  for await (const event of await createRunnerClient({ url }).executeStream(request)) events.push(event)
  return events
}

const result = (index: number, name: string) => ({ type: 'result', index, result: expect.objectContaining({ name }) as unknown })

it.each([
  // the runner, the region of its first event
  ['a v2 runner', () => createRunnerHandler({ router: v2Runner().router }).node, 'eu-west-1'],
  ['a runner restricted to v1', () => createRunnerHandler({ router: v2Runner().router, versions: ['1.0.0'] }).node, undefined],
  ['a deployed v1 runner', () => v1Runner().node, undefined],
])('%s streams its results', async (_who, node, region) => {
  expect(await eventsFrom(node())).toEqual([
    { type: 'started', runId: 'r1', region, total: 2 },
    result(0, 'echo'),
    result(1, 'fails'),
    { type: 'done', runId: 'r1', summary: expect.objectContaining({ total: 2 }) as unknown },
  ])
})

it('an error of the contract arrives typed through an emulated stream', async () => {
  const { url } = await serve(v1Runner().node)
  const consuming = async () => {
    for await (const _event of await createRunnerClient({ url }).executeStream({ ...request, runners: [{ name: 'nope', input: {} }] }));
  }
  const { error, isDefined } = await safe(consuming())
  expect([isDefined, error]).toMatchObject([true, { code: 'RUNNER_NOT_FOUND', status: 404 }])
})

it('losses of an emulated stream obey the policy of its call', async () => {
  const { node, executed } = v1Runner()
  const { url } = await serve(node)
  const client = createRunnerClient({ url })
  const consume = async (losses: 'report' | undefined) => {
    for await (const _event of await client.executeStream({ ...request, idempotencyKey: 'k' }, { context: { losses } }));
  }
  await expect(consume(undefined)).rejects.toMatchObject({ code: 'LOSSY_CONVERSION', details: { losses: [{ path: 'idempotencyKey' }] } })
  expect(executed).toEqual([])
  await consume('report')
  expect(executed).toHaveLength(1)
})

it('an emulated stream that policy rejects never begins', async () => {
  const { node, executed } = v1Runner()
  const { url } = await serve(node)
  const { error } = await safe(createRunnerClient({ url }).executeStream({ ...request, idempotencyKey: 'k' }))
  expect(error).toMatchObject({ code: 'LOSSY_CONVERSION', details: { procedure: 'runner.executeStream', losses: [{ path: 'idempotencyKey' }] } })
  expect(executed).toEqual([])
})

describe('a consumer that stops early stops the runner', () => {
  /** A runner whose executions never end; `stopped` are the paths whose requests were given up. */
  async function endless(versions: readonly string[]) {
    const stopped: string[] = []
    const begun: string[] = []
    const { router } = v2Runner()
    const node = createRunnerHandler({ router, versions }).node
    const listening = await serve((incoming, outgoing) => {
      if (!incoming.url?.includes('execute')) return void node(incoming, outgoing)
      begun.push(incoming.url)
      outgoing.on('close', () => stopped.push(incoming.url ?? ''))
      if (!incoming.url.endsWith('stream')) return
      outgoing.writeHead(200, { 'content-type': 'text/event-stream' })
      outgoing.write('event: message\ndata: {"type":"started","runId":"r1","total":1}\n\n')
    })
    return { ...listening, stopped, begun }
  }

  it.each([
    // versions of the runner, path of the request that is stopped
    [['1.0.0'], '/execute'],
    [['2.0.0'], '/v2/execute/stream'],
  ])('of versions %j', async (versions, path) => {
    const { url, stopped, begun } = await endless(versions)
    const stream = await createRunnerClient({ url }).executeStream(request)
    expect((await stream.next()).value).toMatchObject({ type: 'started' })
    const waiting = Promise.resolve(stream.next()).catch((error: unknown) => error)
    await until(() => begun.length > 0)
    await stream.return?.(undefined)
    await until(() => stopped.length > 0)
    expect(stopped).toEqual([path])
    await waiting
  })

  const passedOn: Fetch = (request, init) => fetch(request, init)
  it.each([
    [['1.0.0'], '/execute', {}],
    [['2.0.0'], '/v2/execute/stream', {}],
    [['2.0.0'], '/v2/execute/stream', { fetch: passedOn }],
  ])('of versions %j, by the signal of the call, whatever was collected meanwhile', async (versions, path, settings) => {
    const { url, stopped, begun } = await endless(versions)
    const leaving = new AbortController()
    const stream = await createRunnerClient({ url, ...settings }).executeStream(request, { signal: leaving.signal })
    await stream.next()
    const waiting = Promise.resolve(stream.next()).then(() => 'went on', (error: Error) => error.name)
    await until(() => begun.length > 0)
    collectGarbage()
    leaving.abort()
    expect(await waiting).toBe('AbortError')
    await until(() => stopped.length > 0)
    expect(stopped).toEqual([path])
  })

  it('of v1, between two events without anything under way', async () => {
    const { node, executed } = v1Runner()
    const { url } = await serve(node)
    for await (const event of await createRunnerClient({ url }).executeStream(request)) if (event.type === 'started') break
    expect(executed).toEqual([])
  })
})
