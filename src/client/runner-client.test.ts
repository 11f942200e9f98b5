import type { IncomingHttpHeaders, RequestListener } from 'node:http'
import { isDefinedError, safe } from '@orpc/client'
import type { Loss } from '@runners/contracts'
import { createRunnerHandler } from '@runners/contracts/server'
import { describe, expect, it } from 'vitest'
import { type Reply, replies } from '../../test/support/replies.js'
import { serve } from '../../test/support/serve.js'
import { v1Runner } from '../../test/support/v1-runner.js'
import { v2Runner } from '../../test/support/v2-runner.js'
import { latest, latestPath, supported, unknownVersion } from '../../test/support/versions.js'
import { createAgreementCache } from './agreement-cache.js'
import type { AgreementCache } from './agreements.js'
import type { CallContext } from './call-context.js'
import type { ClientSettings } from './client-settings.js'
import type { PeerAgreement } from './peer-agreement.js'
import { createRunnerClient } from './runner-client.js'

const request = { runId: 'r1', runners: [{ name: 'echo', input: { a: 1 } }] }
const served = (versions?: readonly string[]) => {
  const { router, executed } = v2Runner()
  return { node: createRunnerHandler({ router, ...(versions && { versions }) }).node, executed }
}
const thrownBy = (act: () => unknown): unknown => {
  try {
    return expect.fail(`it gave ${JSON.stringify(act())}`)
  } catch (error) {
    return error
  }
}
const discoveries = (requests: readonly string[]) => requests.filter((line) => line.endsWith('/contract')).length
const contractDocument = (...versions: readonly string[]): Reply => [
  200,
  { contract: 'runner', latest: versions.at(-1), versions: versions.map((version) => ({ version })) },
]

describe('agreeing', () => {
  it('1,000 first calls at the same time cause one discovery', { timeout: 30_000 }, async () => {
    const { url, requests } = await serve(served().node)
    const client = createRunnerClient({ url })
    await Promise.all(Array.from({ length: 1000 }, () => client.info()))
    expect([discoveries(requests), requests.length]).toEqual([1, 1001])
  })

  it('a failed discovery is shared, not kept, and never means v1', async () => {
    let answer: RequestListener = replies({ 'GET /contract': [503, ''] })
    const { url, requests } = await serve((...exchange) => answer(...exchange))
    const client = createRunnerClient({ url })
    const failed = await Promise.allSettled([client.info(), client.info()])
    expect(failed).toMatchObject([{ reason: { code: 'PEER_UNREACHABLE' } }, { reason: { code: 'PEER_UNREACHABLE' } }])
    expect(requests).toEqual(['GET /contract'])
    answer = served().node
    expect((await client.info()).region).toBe('eu-west-1')
  })

  it('an agreement ends with its time, which each answer lets begin anew', async () => {
    const clock = { now: 0 }
    const { url, requests } = await serve(served().node)
    const client = createRunnerClient({ url, agreements: createAgreementCache({ ttlMs: 1000, now: () => clock.now }) })
    const seen: number[] = []
    for (const now of [0, 999, 1998, 2998, 3997, 4997]) {
      clock.now = now
      await client.info()
      seen.push(discoveries(requests))
    }
    expect(seen).toEqual([1, 1, 1, 2, 2, 3])
  })

  it('clients that share a cache share agreements, but not with other terms or another contract', async () => {
    const agreements = createAgreementCache()
    const { url, requests } = await serve(served().node)
    const calls: ClientSettings[] = [{ url }, { url: `${url}/` }, { url, min: '2.0.0' }, { url, min: '1.0.0' }, { url, prerelease: true }, { url }]
    for (const settings of calls) await createRunnerClient({ agreements, ...settings }).info()
    expect(discoveries(requests)).toBe(4)
  })

  it('whoever keeps agreements elsewhere gets a key without secrets and a plain value', async () => {
    const kept: [string, PeerAgreement][] = []
    const agreements: AgreementCache = {
      get: async (key, probe) => {
        const agreement = await probe()
        kept.push([key, agreement])
        return agreement
      },
      replace: (_key, _previous, next) => next,
    }
    const { url } = await serve(served().node)
    await createRunnerClient({ url: `${url.replace('//', '//me:secret@')}/?token=secret`, agreements }).info()
    expect(JSON.parse(JSON.stringify(kept))).toEqual([
      [`runners runner ${supported[0]}-${latest} ${url}`, { peer: url, contract: 'runner', version: latest, offered: supported, source: 'discovery' }],
    ])
  })

  it.each<[string, Partial<ClientSettings>, readonly string[], string | object]>([
    // what is set, settings, what the runner offers, the path of the call or the error
    ['nothing', {}, ['1.0.0', '2.0.0', unknownVersion], 'GET /v2/info'],
    ['a floor that is met', { min: '2.0.0' }, ['1.0.0', '2.0.0'], 'GET /v2/info'],
    ['a floor that is not', { min: '2.0.0' }, ['1.0.0'], { code: 'NO_COMMON_VERSION', details: { min: '2.0.0', upgrade: 'peer', to: '2.0.0' } }],
    ['nothing', {}, [unknownVersion], { code: 'NO_COMMON_VERSION', details: { offered: [unknownVersion], upgrade: 'self', to: unknownVersion } }],
    ['nothing', {}, ['2.x'], { code: 'OFFER_INVALID', details: { side: 'offered', value: '2.x' } }],
  ])('with %s set (%j) towards %j leads to %j', async (_what, settings, offered, outcome) => {
    const info = { runners: [], contractVersions: [] }
    const { url, requests } = await serve(replies({ 'GET /contract': contractDocument(...offered), 'GET /v2/info': [200, info] }))
    const [error] = await safe(createRunnerClient({ url, ...settings }).info())
    if (typeof outcome === 'string') expect([error, requests.at(-1)]).toEqual([null, outcome])
    else expect([error, requests.length]).toMatchObject([{ ...outcome, details: { peer: url } }, 1])
  })
})

describe('a pin', () => {
  it.each([
    // pinned version, requests
    ['1.0.0', ['GET /info']],
    ['2.0.0', ['GET /v2/info']],
  ])('to %s speaks it without discovery', async (version, expected) => {
    const { url, requests } = await serve(served().node)
    const agreed: PeerAgreement[] = []
    const client = createRunnerClient({ url, version, onAgreement: (agreement) => agreed.push(agreement) })
    expect((await client.info()).runners[0]?.name).toBe('echo')
    await client.info()
    expect(requests).toEqual([...expected, ...expected])
    expect(agreed).toEqual([{ peer: url, contract: 'runner', version, offered: [version], source: 'pin' }])
  })

  it('of one call wins over the client’s, and says nothing about the others', async () => {
    const { url, requests } = await serve(served().node)
    const client = createRunnerClient({ url })
    await client.info(undefined, { context: { version: '1.0.0' } })
    await client.info()
    await createRunnerClient({ url, version: '2.0.0' }).info(undefined, { context: { version: '1.0.0' } })
    expect(requests).toEqual(['GET /info', 'GET /contract', `GET ${latestPath('/info')}`, 'GET /info'])
  })

  it.each([
    // settings, the error
    [{ version: unknownVersion }, { code: 'NOT_REGISTERED', details: { asked: `version ${unknownVersion}`, known: supported } }],
    [{ min: 'two' }, { code: 'OFFER_INVALID', details: { side: 'min' } }],
  ])('%j is refused when the client is made', (settings, error) => {
    expect(thrownBy(() => createRunnerClient({ url: 'http://runner', ...settings }))).toMatchObject(error)
  })

  it('to a version that nobody knows is refused with the call', async () => {
    const call = createRunnerClient({ url: 'http://runner' }).info(undefined, { context: { version: unknownVersion } })
    await expect(call).rejects.toMatchObject({ code: 'NOT_REGISTERED' })
  })
})

describe('losses towards a v1 runner', () => {
  const losing = { ...request, timeoutMs: 1000 }
  const rejected = { ...request, idempotencyKey: 'k' }
  const path = ({ path }: Loss) => path

  it.each<[string, object, ClientSettings['losses'], CallContext['losses'], readonly string[] | 'rejected']>([
    // of what, request, policy of the client, policy of the call, what is reported
    ['a time limit', losing, undefined, undefined, ['timeoutMs']],
    ['a time limit', losing, 'allow', undefined, []],
    ['a time limit', losing, 'report', undefined, ['timeoutMs']],
    ['a time limit', losing, 'reject', undefined, 'rejected'],
    ['a time limit', losing, 'reject', 'allow', []],
    ['a time limit', losing, 'allow', 'reject', 'rejected'],
    ['an idempotency key', rejected, undefined, undefined, 'rejected'],
    ['an idempotency key', rejected, 'allow', undefined, []],
    ['an idempotency key', rejected, 'report', undefined, ['idempotencyKey']],
    ['an idempotency key', rejected, undefined, 'report', ['idempotencyKey']],
    ['an idempotency key', rejected, 'report', 'reject', 'rejected'],
  ])('of %s (%j), policy %s and %s in the call: %j', async (_what, lossy, ofClient, ofCall, outcome) => {
    const { node, executed } = v1Runner()
    const { url } = await serve(node)
    const [told, toldTheCall]: [Loss[], Loss[]] = [[], []]
    const client = createRunnerClient({ url, ...(ofClient && { losses: ofClient }), onLoss: (loss) => told.push(loss) })
    const [error] = await safe(client.execute({ ...request, ...lossy }, { context: { losses: ofCall, onLoss: (loss) => toldTheCall.push(loss) } }))
    if (outcome === 'rejected') expect([error, executed]).toMatchObject([{ code: 'LOSSY_CONVERSION', details: { peer: url } }, []])
    else expect([error, told.map(path), toldTheCall.map(path), executed.length]).toEqual([null, outcome, outcome, 1])
  })

  it('happened too where the runner took the request and answered with an error', async () => {
    const { node } = v1Runner()
    const { url } = await serve(node)
    const told: Loss[] = []
    const client = createRunnerClient({ url, onLoss: (loss) => told.push(loss) })
    await expect(client.execute({ ...losing, runners: [{ name: 'nope', input: {} }] })).rejects.toMatchObject({ code: 'RUNNER_NOT_FOUND' })
    expect(told.map(path)).toEqual(['timeoutMs'])
  })

  it('of an answer are told too, once it has been executed', async () => {
    const { node } = v1Runner()
    const { url } = await serve(node)
    const told: Loss[] = []
    await createRunnerClient({ url, losses: 'reject', onLoss: (loss) => told.push(loss) }).info()
    expect(told).toEqual([])
    const counted = await serve(replies({ 'GET /info': [200, { runners: ['a'], count: 7 }] }))
    await createRunnerClient({ url: counted.url, losses: 'reject', onLoss: (loss) => told.push(loss) }).info()
    expect(told).toMatchObject([{ procedure: 'runner.info', half: 'response', path: 'count', from: '1.0.0', to: '2.0.0' }])
  })
})

describe('hooks', () => {
  it('hear each new agreement once, those of a call with every call', async () => {
    const { node } = v1Runner()
    const { url } = await serve(node)
    const [told, toldTheCall]: [PeerAgreement[], PeerAgreement[]] = [[], []]
    const client = createRunnerClient({ url, onAgreement: (agreement) => told.push(agreement) })
    await Promise.all([1, 2, 3].map(() => client.info(undefined, { context: { onAgreement: (agreement) => toldTheCall.push(agreement) } })))
    expect(told).toEqual([{ peer: url, contract: 'runner', version: '1.0.0', offered: ['1.0.0'], source: 'evidence' }])
    expect(toldTheCall).toEqual([...told, ...told, ...told])
  })

  it.each([{}, { version: latest }])('cannot change what was agreed (settings %j)', async (settings) => {
    const { url, requests } = await serve(served().node)
    const meddle = (agreement: PeerAgreement) => void Object.assign(agreement, { version: '1.0.0' })
    const client = createRunnerClient({ url, onAgreement: meddle, ...settings })
    await client.info()
    await client.info()
    expect(requests.filter((line) => line.endsWith('info'))).toEqual([`GET ${latestPath('/info')}`, `GET ${latestPath('/info')}`])
  })

  it('of two clients that share a cache hear it both', async () => {
    const { url } = await serve(served().node)
    const told: string[] = []
    const agreements = createAgreementCache()
    for (const who of ['a', 'b']) await createRunnerClient({ url, agreements, onAgreement: () => told.push(who) }).info()
    expect(told).toEqual(['a', 'b'])
  })

  it.each<[string, () => never | Promise<never>]>([
    ['throws', () => { throw new Error('a defect of the hook') }],
    ['rejects', async () => { throw new Error('a defect of the hook') }],
  ])('that %s fails no call', async (_how, hook) => {
    const { node } = v1Runner()
    const { url } = await serve(node)
    const client = createRunnerClient({ url, onAgreement: hook, onLoss: hook })
    const context = { onAgreement: hook, onLoss: hook }
    expect(await client.execute({ ...request, timeoutMs: 1 }, { context })).toMatchObject({ runId: 'r1' })
  })
})

describe('aborting', () => {
  /** A runner that answers when it is told to. */
  async function waiting(path: string) {
    const { node } = served()
    const held: (() => void)[] = []
    const closed: string[] = []
    const listening = await serve((incoming, outgoing) => {
      outgoing.on('close', () => void (outgoing.writableFinished || closed.push(incoming.url ?? '')))
      if (incoming.url === path) held.push(() => node(incoming, outgoing))
      else void node(incoming, outgoing)
    })
    return { ...listening, held, closed }
  }
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1))
  }

  it('ends a call that waits for a discovery at once, which goes on for the others', async () => {
    const { url, held, closed, requests } = await waiting('/contract')
    const leaving = new AbortController()
    const client = createRunnerClient({ url })
    const [left, stays] = [client.info(undefined, { signal: leaving.signal }), client.info()]
    await until(() => held.length > 0)
    leaving.abort(new Error('enough'))
    await expect(left).rejects.toThrow('enough')
    held[0]?.()
    expect((await stays).region).toBe('eu-west-1')
    expect([closed, requests]).toEqual([[], ['GET /contract', `GET ${latestPath('/info')}`]])
  })

  it('ends the request of a call', async () => {
    const { url, held, closed } = await waiting(latestPath('/execute'))
    const leaving = new AbortController()
    const call = createRunnerClient({ url }).execute(request, { signal: leaving.signal })
    await until(() => held.length > 0)
    leaving.abort()
    await expect(call).rejects.toMatchObject({ name: 'AbortError' })
    await until(() => closed.length > 0)
    expect(closed).toEqual([latestPath('/execute')])
  })

  it('before the call sends nothing at all', async () => {
    const { url, requests } = await serve(served().node)
    await expect(createRunnerClient({ url }).info(undefined, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    expect(requests).toEqual([])
  })

  it('a discovery that takes too long ends by itself', async () => {
    const { url } = await waiting('/contract')
    await expect(createRunnerClient({ url, discoveryTimeoutMs: 50 }).info()).rejects.toMatchObject({
      code: 'PEER_UNREACHABLE',
      details: { peer: url, reason: 'no answer within 50 ms' },
    })
  })
})

describe('requests', () => {
  async function recording(versions?: readonly string[]) {
    const seen: { readonly url: string | undefined; readonly headers: IncomingHttpHeaders }[] = []
    const { node } = served(versions)
    const listening = await serve((incoming, outgoing) => {
      seen.push({ url: incoming.url, headers: incoming.headers })
      void node(incoming, outgoing)
    })
    return { ...listening, seen }
  }

  it.each([['1.0.0'], ['2.0.0']])('say that they speak %s, whatever other headers say; discovery is of no version', async (version) => {
    const { url, seen } = await recording([version])
    const other = { 'Runners-Contract-Version': '9.9.9' }
    await createRunnerClient({ url, headers: other }).execute(request, { context: { headers: other } })
    expect(seen.map(({ headers }) => headers['runners-contract-version'])).toEqual(['9.9.9', version])
  })

  it('carry the headers of the client and of the call; discovery those of the client alone', async () => {
    const { url, seen } = await recording()
    let token = 0
    const asked: unknown[] = []
    const headers = async (_options: object, path: readonly string[]) => {
      asked.push(path)
      return { Authorization: `Bearer ${++token}`, 'x-tenant': 'a' }
    }
    await createRunnerClient({ url, headers }).info(undefined, { context: { headers: new Headers({ 'X-Tenant': 'b', 'x-trace': 't' }) } })
    expect(seen.map(({ headers: { authorization, ...rest } }) => [authorization, rest['x-tenant'], rest['x-trace']])).toEqual([
      ['Bearer 1', 'a', undefined],
      ['Bearer 2', 'b', 't'],
    ])
    expect(asked).toEqual([[], ['info']])
  })

  it('carry the credentials of the URL, unless the client has its own', async () => {
    const { url, seen } = await recording()
    const withCredentials = url.replace('//', '//me:secret@')
    await createRunnerClient({ url: withCredentials, version: '2.0.0' }).info()
    await createRunnerClient({ url: withCredentials, version: '2.0.0', headers: { Authorization: 'Bearer x' } }).info()
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Basic bWU6c2VjcmV0', 'Bearer x'])
  })

  it.each(['/api/runner', '/api/runner/'])('go below the path %s of the URL', async (path) => {
    const { router } = v2Runner()
    const { url, requests } = await serve(createRunnerHandler({ router, prefix: '/api/runner' }).node)
    await createRunnerClient({ url: new URL(path, url) }).execute(request)
    expect(requests).toEqual(['GET /api/runner/contract', `POST /api/runner${latestPath('/execute')}`])
  })

  it('go through the fetch that is given, discovery too', async () => {
    const { router } = v2Runner()
    const handler = createRunnerHandler({ router })
    const asked: string[] = []
    const fetch = (sent: Request) => {
      asked.push(sent.url)
      return handler(sent)
    }
    await createRunnerClient({ url: 'http://runner', fetch }).execute(request)
    expect(asked).toEqual(['http://runner/contract', `http://runner${latestPath('/execute')}`])
  })
})

describe('errors of the contract arrive typed', () => {
  it.each([
    ['a deployed v1 runner', () => v1Runner().node],
    ['a runner restricted to v1', () => served(['1.0.0']).node],
    ['a v2 runner', () => served(['2.0.0']).node],
  ])('from %s', async (_who, node) => {
    const { url } = await serve(node())
    const { error, isDefined } = await safe(createRunnerClient({ url }).execute({ ...request, runners: [{ name: 'nope', input: {} }] }))
    expect([isDefined, isDefinedError(error)]).toEqual([true, true])
    expect(error).toMatchObject({ code: 'RUNNER_NOT_FOUND', status: 404, data: { missingRunners: ['nope'], availableRunners: ['echo', 'fails'] } })
  })
})
