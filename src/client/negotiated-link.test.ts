import { type ClientLink, createORPCClient, safe } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { ContractError } from '@runners/contracts'
import { createRunnerHandler } from '@runners/contracts/server'
import { describe, expect, it } from 'vitest'
import { registry } from '../registry.js'
import { serve } from '../../test/support/serve.js'
import { v2Runner } from '../../test/support/v2-runner.js'
import { answerInterceptor } from './answer-interceptor.js'
import type { CallContext } from './call-context.js'
import { NegotiatedLink, type NegotiatedLinkOptions } from './negotiated-link.js'
import type { PeerAgreement } from './peer-agreement.js'
import type { RunnerClient } from './runner-client.js'
import { versionInterceptor } from './version-interceptor.js'

const agreementOn = (version: string): PeerAgreement => ({ contract: 'runner', version, offered: [version], source: 'discovery' })
const request = { runId: 'r1', runners: [{ name: 'echo', input: {} }] }
const answers: Readonly<Record<string, unknown>> = {
  '1.0.0': { runId: 'r1', results: [{ name: 'one', status: 'pass' }] },
  '2.0.0': { runId: 'r1', results: [{ name: 'two', status: 'pass' }] },
}

type Send = ClientLink<CallContext>['call']

const rejecting = (version: string): Send => async () => {
  throw new ContractError('CONTRACT_VERSION_UNSUPPORTED', { version, supported: [] })
}

/** A client on a link of one's own, such as over WebSocket: `sends` is what it does in each version. */
function clientOver(sends: Readonly<Record<string, Send>>, options: Partial<NegotiatedLinkOptions> = {}) {
  const sent: string[] = []
  const link = new NegotiatedLink({
    registry,
    contract: 'runner',
    agree: async () => agreementOn('2.0.0'),
    renegotiate: async () => agreementOn('1.0.0'),
    linkFor: (version) => ({
      call: (path, input, settings) => {
        sent.push(`${path.join('.')} in ${version}`)
        return (sends[version] ?? (async () => answers[version]))(path, input, settings)
      },
    }),
    ...options,
  })
  const client: RunnerClient = createORPCClient(link)
  return { client, link, sent }
}

const resultName = async (call: ReturnType<RunnerClient['execute']>) => (await call).results[0]?.name

describe('a call on a link of one’s own', () => {
  it('speaks the version that was agreed on', async () => {
    const { client, sent } = clientOver({}, { agree: async () => agreementOn('1.0.0') })
    expect(await resultName(client.execute(request))).toBe('one')
    expect(sent).toEqual(['execute in 1.0.0'])
  })

  it('is sent once more in what was agreed anew, where its version is rejected', async () => {
    const renegotiated: string[] = []
    const renegotiate: NegotiatedLinkOptions['renegotiate'] = async ({ version }) => {
      renegotiated.push(version)
      return agreementOn('1.0.0')
    }
    const { client, sent } = clientOver({ '2.0.0': rejecting('2.0.0') }, { renegotiate })
    expect(await resultName(client.execute(request))).toBe('one')
    expect([sent, renegotiated]).toEqual([['execute in 2.0.0', 'execute in 1.0.0'], ['2.0.0']])
  })

  it('is not sent a third time', async () => {
    const { client, sent } = clientOver({ '2.0.0': rejecting('2.0.0'), '1.0.0': rejecting('1.0.0') })
    await expect(client.execute(request)).rejects.toMatchObject({ code: 'CONTRACT_VERSION_UNSUPPORTED', details: { version: '1.0.0' } })
    expect(sent).toEqual(['execute in 2.0.0', 'execute in 1.0.0'])
  })

  it('ends with the rejection where nobody can agree anew', async () => {
    const agree = async () => agreementOn('2.0.0')
    const link = new NegotiatedLink({ registry, contract: 'runner', agree, linkFor: () => ({ call: rejecting('2.0.0') }) })
    const client: RunnerClient = createORPCClient(link)
    await expect(client.execute(request)).rejects.toMatchObject({ code: 'CONTRACT_VERSION_UNSUPPORTED' })
  })

  it('is not sent at all where it was aborted before, whatever the link does with signals', async () => {
    const { client, sent } = clientOver({})
    await expect(client.execute(request, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    expect(sent).toEqual([])
  })

  it('is not sent again where it was aborted meanwhile, whatever the link does with signals', async () => {
    const leaving = new AbortController()
    const renegotiate = async () => {
      leaving.abort()
      return agreementOn('1.0.0')
    }
    const { client, sent } = clientOver({ '2.0.0': rejecting('2.0.0') }, { renegotiate })
    await expect(client.execute(request, { signal: leaving.signal })).rejects.toMatchObject({ name: 'AbortError' })
    expect(sent).toEqual(['execute in 2.0.0'])
  })

  it('is not sent where it was aborted while it was converted, whatever the link does with signals', async () => {
    const leaving = new AbortController()
    const { client, sent } = clientOver({}, { agree: async () => agreementOn('1.0.0') })
    const context = { onAgreement: () => leaving.abort(new Error('enough')) }
    await expect(client.execute(request, { signal: leaving.signal, context })).rejects.toThrow('enough')
    expect(sent).toEqual([])
  })

  it('hands its signal, last event id and context to the link', async () => {
    const { signal } = new AbortController()
    const seen: unknown[] = []
    const send: Send = async (_path, _input, options) => {
      seen.push(options)
      return answers['2.0.0']
    }
    await clientOver({ '2.0.0': send }).client.execute(request, { signal, lastEventId: '7', context: { headers: { a: '1' } } })
    expect(seen).toEqual([{ signal, lastEventId: '7', context: { headers: { a: '1' } } }])
  })

  it('names the peer in the errors of the engine, where the link knows it', async () => {
    const { client } = clientOver({ '2.0.0': async () => ({}) }, { peer: 'ws://runner' })
    await expect(client.execute(request)).rejects.toMatchObject({ code: 'ANSWER_INVALID', details: { peer: 'ws://runner' } })
  })

  it('takes its ids from where it is told to', async () => {
    const seen: unknown[] = []
    const send: Send = async (_path, input) => {
      seen.push(input)
      return answers['2.0.0']
    }
    const { link } = clientOver({ '2.0.0': send }, { newId: () => 'made-up' })
    await link.callAt('1.0.0', ['execute'], { runners: ['a'] }, { context: {} })
    expect(seen).toMatchObject([{ runId: 'made-up' }])
  })
})

it('a caller of an older version is answered in it', async () => {
  const { link } = clientOver({})
  const answer = await link.callAt('1.0.0', ['execute'], { runners: ['a'], runId: 'r1' }, { context: {} })
  expect(answer).toEqual({ runId: 'r1', region: undefined, results: [{ name: 'two', status: 'pass' }] })
})

describe('an emulation', () => {
  it('makes its calls with the context and the signal of the call', async () => {
    const { client, sent } = clientOver({}, { agree: async () => agreementOn('1.0.0') })
    const stream = await client.executeStream(request, { context: { version: '1.0.0' } })
    const types = []
    for await (const { type } of stream) types.push(type)
    expect([types, sent]).toEqual([['started', 'result', 'done'], ['execute in 1.0.0']])
  })

  it('that meets a rejection agrees anew for its own call, and the call around it goes on', async () => {
    const versions = ['1.0.0']
    const agree = async () => agreementOn(versions[0]!)
    const renegotiate = async () => agreementOn(((versions[0] = '2.0.0'), '2.0.0'))
    const { client, sent } = clientOver({ '1.0.0': rejecting('1.0.0') }, { agree, renegotiate })
    const results = []
    for await (const event of await client.executeStream(request)) if (event.type === 'result') results.push(event.result.name)
    expect([results, sent]).toEqual([['two'], ['execute in 1.0.0', 'execute in 2.0.0']])
  })
})

describe('over oRPC’s RPC link with the interceptors', () => {
  const rpcClient = (url: string, agreed: readonly string[]) => {
    const spoken = (version: string) => ({ registry, contract: 'runner', version, peer: url })
    const [first = '', second = ''] = agreed
    const link = new NegotiatedLink({
      registry,
      contract: 'runner',
      agree: async () => agreementOn(first),
      renegotiate: async () => agreementOn(second),
      linkFor: (version) =>
        new RPCLink<CallContext>({ url, clientInterceptors: [answerInterceptor(spoken(version)), versionInterceptor(spoken(version))] }),
    })
    const client: RunnerClient = createORPCClient(link)
    return client
  }

  it('the latest client calls a v1 that takes the RPC form', async () => {
    const { router, executed } = v2Runner()
    const { url } = await serve(createRunnerHandler({ router, versions: ['1.0.0'] }).node)
    const client = rpcClient(url, ['1.0.0'])
    expect(await resultName(client.execute(request))).toBe('echo')
    const { error, isDefined } = await safe(client.execute({ ...request, runners: [{ name: 'nope', input: {} }] }))
    expect([isDefined, error]).toMatchObject([true, { code: 'RUNNER_NOT_FOUND', status: 404 }])
    expect(executed).toHaveLength(2)
  })

  it('a rejection is recognised', async () => {
    const { router } = v2Runner()
    const { url, requests } = await serve(createRunnerHandler({ router, versions: ['2.0.0'] }).node)
    await expect(rpcClient(url, ['1.0.0', '1.0.0']).execute(request)).rejects.toMatchObject({
      code: 'CONTRACT_VERSION_UNSUPPORTED',
      details: { version: '1.0.0', supported: ['2.0.0'], peer: url, procedure: 'runner.execute' },
    })
    expect(requests).toEqual(['POST /execute', 'POST /execute'])
  })

  it('a bare 404 rejects nothing: an RPC link has no path that only one version knows', async () => {
    const { url, requests } = await serve((_request, response) => void response.writeHead(404).end('Not found'))
    await expect(rpcClient(url, ['2.0.0', '1.0.0']).execute(request)).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 })
    expect(requests).toEqual(['POST /execute'])
  })
})
