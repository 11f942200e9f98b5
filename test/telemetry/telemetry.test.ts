import { context, metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { createContractClient, createRunnerClient } from '@runners/contracts/client'
import { createContractHandler, createRunnerHandler } from '@runners/contracts/server'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { datedRegistry, datedRouter } from '../support/dated.js'
import { setUpSdk } from '../support/opentelemetry.js'
import { failureOf } from '../support/peer.js'
import { serve } from '../support/serve.js'
import { v1Runner } from '../support/v1-runner.js'
import { v2Runner } from '../support/v2-runner.js'

const registry = datedRegistry({})
const text = { text: 'a' }
const handlerOf = (...versions: readonly string[]) => createContractHandler(registry, 'tasks', { router: datedRouter, versions })

/** A peer that serves `versions`, and others after `upgrade`. */
async function peer(...versions: readonly string[]) {
  let handler = handlerOf(...versions)
  const { url } = await serve((request, response) => void handler.node(request, response))
  return { url, upgrade: (...next: readonly string[]) => void (handler = handlerOf(...next)), tasks: createContractClient(registry, 'tasks', { url }) }
}

const call = (id: string, version: string) => ({ registry: 'dated', contract: 'tasks', procedure: `tasks.${id}`, version })
const ofContract = { registry: 'dated', contract: 'tasks' }
const request = { runId: 'r1', runners: [{ name: 'echo', input: {} }] }

describe('a call by a client', () => {
  it('is a span that says what was called, where, and in which version', async () => {
    const sdk = setUpSdk()
    const { url, tasks } = await peer('1.0.0')
    await tasks.nested.echo(text)
    expect(sdk.spans().map(({ name, kind, status, instrumentationScope }) => ({ name, kind, status, scope: instrumentationScope.name }))).toStrictEqual([
      { name: 'tasks.nested.echo', kind: SpanKind.CLIENT, status: { code: SpanStatusCode.UNSET }, scope: '@runners/contracts' },
    ])
    expect(sdk.named('tasks.nested.echo')[0]!.attributes).toStrictEqual({ ...call('nested.echo', '1.0.0'), peer: url })
  })

  it('is within what is active where it is made, and what it does is within it', async () => {
    const sdk = setUpSdk()
    const { url } = await peer('2.0.0')
    const parent = trace.getTracer('test').startSpan('parent')
    const inside: (string | undefined)[] = []
    const fetch: typeof globalThis.fetch = (...args) => {
      inside.push(trace.getActiveSpan()?.spanContext().spanId)
      return globalThis.fetch(...args)
    }
    const tasks = createContractClient(registry, 'tasks', { url, fetch })
    await context.with(trace.setSpan(context.active(), parent), () => tasks.echo(text))
    const { span } = sdk.named('tasks.echo')[0]!
    expect(span.parentSpanContext?.spanId).toBe(parent.spanContext().spanId)
    expect(inside).toStrictEqual([span.spanContext().spanId, span.spanContext().spanId])
  })

  it('that fails is a span with the error', async () => {
    const sdk = setUpSdk()
    const { tasks } = await peer('2.0.0')
    await failureOf(() => tasks.echo({ text: 7 } as never))
    const { span } = sdk.named('tasks.echo')[0]!
    expect([span.status.code, span.events.map(({ name }) => name), span.ended]).toStrictEqual([SpanStatusCode.ERROR, ['exception'], true])
  })

  it('is counted by the version in which it was sent, by client and server alike', async () => {
    const sdk = setUpSdk()
    const [old, both] = [await peer('1.0.0'), await peer('1.0.0', '2.0.0')]
    for (const { tasks } of [old, both, both]) await tasks.echo(text)
    expect(await sdk.counted()).toStrictEqual([
      ['client.probes', 2, { ...ofContract, outcome: 'discovery' }, '{probe}'],
      ['server.calls', 1, call('echo', '1.0.0'), '{call}'],
      ['server.calls', 2, call('echo', '2.0.0'), '{call}'],
      ['client.calls', 1, call('echo', '1.0.0'), '{call}'],
      ['client.calls', 2, call('echo', '2.0.0'), '{call}'],
    ])
  })

  it('that is emulated is a span, and so are the calls that it consists of, which are counted', async () => {
    const sdk = setUpSdk()
    const { tasks } = await peer('1.0.0')
    await tasks.twice(text)
    const [whole, ...parts] = [...sdk.named('tasks.twice'), ...sdk.named('tasks.echo')]
    expect(whole?.attributes).toMatchObject({ version: '1.0.0' })
    expect(parts.map(({ span }) => span.parentSpanContext?.spanId)).toStrictEqual([whole?.span.spanContext().spanId, whole?.span.spanContext().spanId])
    expect((await sdk.counted()).filter(([name]) => name === 'client.calls')).toStrictEqual([['client.calls', 2, call('echo', '1.0.0'), '{call}']])
  })

  it.each([
    // how much of the stream is read, how many calls it made until then
    ['whole', Infinity, 1],
    ['and left once it has begun', 1, 0],
  ])('that is emulated as a stream, read %s, has its calls within it', async (_how, events, calls) => {
    const sdk = setUpSdk()
    const { url } = await serve(v1Runner().node)
    const stream = await createRunnerClient({ url }).executeStream(request)
    let read = 0
    for await (const _event of stream) if (++read === events) break
    const [whole] = sdk.named('runner.executeStream')
    const parents = sdk.named('runner.execute').map(({ span }) => span.parentSpanContext?.spanId)
    expect(parents).toStrictEqual(Array.from({ length: calls }, () => whole?.span.spanContext().spanId))
  })

  it('that was negotiated anew says so in its span, in a counter, and is counted once', async () => {
    const sdk = setUpSdk()
    const { tasks, upgrade } = await peer('1.0.0')
    await tasks.echo(text)
    upgrade('2.0.0')
    await tasks.echo(text)
    const { span, attributes } = sdk.named('tasks.echo')[1]!
    const versions = { 'runners.contracts.from': '1.0.0', 'runners.contracts.to': '2.0.0' }
    expect(attributes).toMatchObject({ version: '2.0.0' })
    expect(span.events.map(({ name, attributes }) => [name, attributes])).toStrictEqual([['runners.contracts.renegotiation', versions]])
    const counted = (await sdk.counted()).filter(([name]) => /renegotiations|client.calls/.test(name))
    expect(counted).toStrictEqual([
      ['client.calls', 1, call('echo', '1.0.0'), '{call}'],
      ['client.calls', 1, call('echo', '2.0.0'), '{call}'],
      ['client.renegotiations', 1, { ...ofContract, from: '1.0.0', to: '2.0.0' }, '{renegotiation}'],
    ])
  })
})

describe('a probe', () => {
  it.each([
    // what the peer is, outcome
    ['a runner of both versions', createRunnerHandler({ router: v2Runner().router }).node, 'discovery'],
    ['a runner older than discovery', v1Runner().node, 'evidence'],
    ['a peer of another contract', createContractHandler(datedRegistry({}), 'tasks', { router: datedRouter }).node, 'NOT_A_RUNNER'],
  ])('of %s is counted as what it found', async (_what, node, outcome) => {
    const sdk = setUpSdk()
    const { url } = await serve(node)
    await createRunnerClient({ url }).info({}).catch(() => {})
    expect((await sdk.counted()).filter(([name]) => name === 'client.probes')).toStrictEqual([
      ['client.probes', 1, { registry: 'runners', contract: 'runner', outcome }, '{probe}'],
    ])
  })

  it('that fails for reasons of this side is counted as an error', async () => {
    const sdk = setUpSdk()
    const { url } = await peer('1.0.0')
    const headers = () => { throw new Error('no token') }
    await failureOf(() => createContractClient(registry, 'tasks', { url, headers }).echo(text))
    expect(await sdk.counted()).toStrictEqual([['client.probes', 1, { ...ofContract, outcome: 'error' }, '{probe}']])
  })
})

describe('losses', () => {
  it('of a client are counted by path without indices', async () => {
    const sdk = setUpSdk()
    const { url } = await serve(v1Runner().node)
    const runners = [0, 1].map(() => ({ name: 'echo', input: {}, timeoutMs: 7 }))
    await createRunnerClient({ url }).execute({ ...request, runners, timeoutMs: 9 })
    const loss = { registry: 'runners', procedure: 'runner.execute', from: '2.0.0', to: '1.0.0' }
    expect((await sdk.counted()).filter(([name]) => name === 'client.losses')).toStrictEqual([
      ['client.losses', 1, { ...loss, path: 'timeoutMs' }, '{loss}'],
      ['client.losses', 2, { ...loss, path: 'runners[].timeoutMs' }, '{loss}'],
    ])
  })

  it('of a server are counted beside its hook', async () => {
    const sdk = setUpSdk()
    const told: string[] = []
    const handler = createRunnerHandler({ router: v2Runner().router, onLoss: ({ path }) => told.push(path) })
    const body = JSON.stringify({ runners: ['fails', 'fails'] })
    await handler(new Request('http://runner.test/execute', { method: 'POST', headers: { 'content-type': 'application/json' }, body }))
    const loss = { registry: 'runners', procedure: 'runner.execute', from: '2.0.0', to: '1.0.0' }
    expect((await sdk.counted()).filter(([name]) => name === 'server.losses')).toStrictEqual([
      ['server.losses', 2, { ...loss, path: 'results[].error.code' }, '{loss}'],
      ['server.losses', 2, { ...loss, path: 'results[].error.retryable' }, '{loss}'],
    ])
    expect(told).toHaveLength(4)
  })
})

describe('a call to a handler', () => {
  it('is told to the span that is active, such as that of the HTTP server', async () => {
    const sdk = setUpSdk()
    const handler = handlerOf('1.0.0', '2.0.0')
    for (const path of ['/nested', '/v2/echo', '/nowhere']) {
      await trace.getTracer('http').startActiveSpan(`POST ${path}`, async (span) => {
        await handler(new Request(`http://tasks.test${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(text) }))
        span.end()
      })
    }
    const attributes = ['/nested', '/v2/echo', '/nowhere'].map((path) => sdk.named(`POST ${path}`)[0]!.attributes)
    expect(attributes).toStrictEqual([call('nested.echo', '1.0.0'), call('echo', '2.0.0'), {}])
  })
})

describe('OpenTelemetry', () => {
  it('that is not set up hears nothing, and one set up later hears from then on', async () => {
    const { tasks } = await peer('2.0.0')
    await tasks.echo(text)
    const sdk = setUpSdk()
    expect([sdk.spans(), await sdk.counted()]).toStrictEqual([[], []])
    await tasks.echo(text)
    expect([sdk.spans().length, (await sdk.counted()).map(([name, value]) => [name, value])]).toStrictEqual([1, [['server.calls', 1], ['client.calls', 1]]])
  })

  it('fails no call, whatever it throws', async () => {
    setUpSdk()
    onTestFinished(() => void vi.restoreAllMocks())
    const fail = () => { throw new Error('collector down') }
    const broken = vi.spyOn(trace, 'getTracer').mockImplementation(fail)
    vi.spyOn(trace, 'getActiveSpan').mockImplementation(fail)
    vi.spyOn(context, 'with').mockImplementation(fail)
    vi.spyOn(metrics, 'getMeterProvider').mockImplementation(fail)
    const { tasks } = await peer('1.0.0')
    expect(await tasks.twice(text)).toStrictEqual(text)
    broken.mockRestore()
    expect(await tasks.twice(text)).toStrictEqual(text)
    vi.spyOn(trace, 'getTracer').mockImplementation(() => ({ startSpan: () => ({ spanContext: fail }) }) as never)
    expect(await tasks.twice(text)).toStrictEqual(text)
    const end = vi.fn(fail)
    const span = { spanContext: () => ({ traceId: '1'.repeat(32), spanId: '1'.repeat(16), traceFlags: 1 }), setAttribute: fail, addEvent: fail, end, recordException: fail }
    vi.spyOn(trace, 'getTracer').mockImplementation(() => ({ startSpan: () => span }) as never)
    expect(await tasks.twice(text)).toStrictEqual(text)
    const before = end.mock.calls.length
    expect(await failureOf(() => tasks.echo({ text: 7 } as never))).toMatchObject({ code: 'BAD_REQUEST' })
    expect(end.mock.calls.length - before).toBe(1)
  })
})
