import type { RequestListener } from 'node:http'
import { beforeAll, describe, expect, it } from 'vitest'
import { hangingPeer } from '../../test/support/hanging.js'
import { replies, type Reply } from '../../test/support/replies.js'
import { serve } from '../../test/support/serve.js'
import { v1Runner } from '../../test/support/v1-runner.js'
import { v2Runner } from '../../test/support/v2-runner.js'
import { latest, supported, unknownVersion } from '../../test/support/versions.js'
import { createRunnerHandler } from '../server/handlers.js'
import { loadRegistry } from './load-registry.js'
import type { PeerReport } from './peer/peer-report.js'
import { probe } from './probe.js'
import type { LostOnHop } from './probe/lost-to.js'
import { run } from './run.js'

beforeAll(loadRegistry, 60_000)

interface Probed extends PeerReport {
  readonly latest: string
  readonly lost: readonly LostOnHop[]
}

async function called(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await run(['probe', ...args], [probe], { write: (text) => out.push(text), fail: (text) => err.push(text), color: false })
  return { code, out: out.join('\n'), err }
}

async function probed(...args: readonly string[]) {
  const { code, out, err } = await called(...args, '--json')
  return { code, err, found: JSON.parse(out) as Probed }
}

const runner = (versions: readonly string[]) => createRunnerHandler({ router: v2Runner().router, versions }).node
const document = (contract: string, ...versions: readonly object[]): Reply => [200, { contract, latest, versions }]
const spoken = (...versions: readonly string[]) => versions.map((version) => ({ version, deprecated: null, sunset: null }))
const notFound: Reply = [404, { defined: false, code: 'NOT_FOUND', status: 404, message: 'Not Found' }]
const oldOrchestrator: RequestListener = (request, response) =>
  replies({ [`${request.method} ${request.url}`]: /^\/run\/[^/]+\/status$/.test(request.url ?? '') ? notFound : [404, 'Not found'] })(request, response)

describe('a peer is told by what it shows', () => {
  it.each<[string, RequestListener, Partial<Probed>, number]>([
    // what it is, how it answers, what is found, requests that it takes
    ['a runner of every version', runner(supported), { contract: 'runner', source: 'discovery', versions: spoken(...supported), agreed: latest }, 1],
    ['a runner of 1.0.0 alone', runner(['1.0.0']), { contract: 'runner', source: 'discovery', versions: spoken('1.0.0'), agreed: '1.0.0' }, 1],
    ['a runner older than discovery', v1Runner().node, { contract: 'runner', source: 'evidence', versions: spoken('1.0.0'), agreed: '1.0.0' }, 2],
    [
      'an orchestrator, its dates and all',
      replies({ 'GET /contract': document('orchestrator', { version: '1.0.0', deprecated: '2026-07-01', sunset: '2027-01-31' }, { version: latest }) }),
      { contract: 'orchestrator', source: 'discovery', versions: [{ version: '1.0.0', deprecated: '2026-07-01', sunset: '2027-01-31' }, ...spoken(latest)], agreed: latest },
      1,
    ],
    ['an orchestrator older than discovery', oldOrchestrator, { contract: 'orchestrator', source: 'evidence', versions: spoken('1.0.0'), agreed: '1.0.0' }, 3],
  ])('%s', async (_what, listener, expected, asked) => {
    const { url, requests } = await serve(listener)
    const { code, err, found } = await probed(url)
    expect([code, err]).toStrictEqual([0, []])
    expect(found).toMatchObject({ peer: url, error: null, latest, ...expected })
    expect(found.ms).toBeGreaterThanOrEqual(0)
    expect(requests).toHaveLength(asked)
  })

  it('what calls of the latest version lose stands beside it', async () => {
    const { url } = await serve(v1Runner().node)
    const { found } = await probed(url)
    const losses = found.lost.flatMap((hop) => hop.losses)
    expect(losses).toContainEqual({ procedure: 'runner.execute', half: 'request', direction: 'down', path: 'idempotencyKey', reason: 'v1 executes a repeated call twice', policy: 'reject', conditional: false })
    expect(found.lost.flatMap((hop) => hop.emulated).map(({ procedure }) => procedure)).toContain('runner.executeStream')
  })

  it('for people it is the same in lines', async () => {
    const { url } = await serve(v1Runner().node)
    const { code, out } = await called(url)
    expect(code).toBe(0)
    expect(out.split('\n').map((line) => line.replace(/\d+ ms/, 'n ms')).slice(0, 11)).toStrictEqual([
      `${url} serves the contract runner`,
      '',
      'speaks  1.0.0',
      'agreed  1.0.0, by evidence: it is older than discovery and answers as such a peer does',
      'took    n ms',
      '',
      `A call of ${latest}, the latest, can lose on the way there and back:`,
      '',
      `From ${latest} down to 1.0.0 is lost`,
      '  runner.execute request  timeoutMs            v1 has no time limit: the caller must enforce it',
      '  runner.execute request  runners[].timeoutMs  v1 has no time limit for one runner',
    ])
  })

  it('nothing is lost to a peer of the latest', async () => {
    const { url } = await serve(runner([latest]))
    expect((await called(url)).out).toContain(`Nothing is lost: it speaks ${latest}, the latest.`)
  })
})

describe('a peer without an agreement ends with 1, and a line that names it and the way out', () => {
  const cut: RequestListener = (request) => request.socket.destroy()
  const half: RequestListener = (_request, response) => void response.writeHead(200).write('{"contract":')
  it.each<[string, RequestListener, string, RegExp, string?]>([
    // what answers, how, code, what is said, limit in ms
    ['a page', replies({ 'GET /contract': [200, '<html>', { 'content-type': 'text/html' }] }), 'NOT_A_RUNNER', /contract runner or orchestrator: GET \/contract answered 200 with something else/],
    ['a page longer than any document', replies({ 'GET /contract': [200, '<html>'.repeat(100_000)] }), 'NOT_A_RUNNER', /answered 200 with something else/],
    ['half a JSON', replies({ 'GET /contract': [200, '{"contract":"runner","lat'] }), 'NOT_A_RUNNER', /something else than a discovery document/],
    ['half a JSON that never ends', half, 'PEER_UNREACHABLE', /runner or orchestrator at .*: no answer within 300 ms/, '300'],
    ['a gate', replies({ 'GET /contract': [401] }), 'PEER_UNREACHABLE', /GET \/contract answered 401/],
    ['a failure', replies({ 'GET /contract': [500, { message: 'down' }] }), 'PEER_UNREACHABLE', /GET \/contract answered 500/],
    ['an old peer that fails', replies({ 'GET /info': [500] }), 'PEER_UNREACHABLE', /GET \/info answered 500/],
    ['silence', () => {}, 'PEER_UNREACHABLE', /no answer within 300 ms/, '300'],
    ['a cut', cut, 'PEER_UNREACHABLE', /UND_ERR_SOCKET|ECONNRESET/],
    ['a host that knows no such path', replies({}), 'NOT_A_RUNNER', /GET \/contract answered 404, GET \/info answered 404, GET \/run\/\S+\/status answered 404; .*its clients must pin it/],
    ['another contract', replies({ 'GET /contract': document('billing', { version: '1.0.0' }) }), 'NOT_A_RUNNER', /it says that it is a "billing"/],
    ['a later version alone', replies({ 'GET /contract': document('runner', { version: unknownVersion }) }), 'NO_COMMON_VERSION', /Upgrade this side to/],
    ['no version', replies({ 'GET /contract': document('runner', { version: 'v1' }) }), 'OFFER_INVALID', /entry 0 is not an exact semver version/],
  ])('%s', async (_what, listener, code, says, timeout = '30000') => {
    const { url } = await serve(listener)
    const told = await probed(url, '--timeout', timeout)
    expect([told.code, told.found.error?.code, told.found.agreed, told.found.lost]).toStrictEqual([1, code, null, []])
    expect(told.err).toStrictEqual([`runners-contracts probe: ${told.found.error?.message}`])
    expect(told.err[0]).toMatch(says)
    expect(told.err[0]).toContain(url)
  })

  it('nobody listens', async () => {
    const { url, close } = await serve(() => {})
    await close()
    const { code, out, err } = await called(url)
    expect([code, out.split('\n')[0]]).toStrictEqual([1, `${url} did not show what it is`])
    expect(err[0]).toMatch(/ECONNREFUSED.*says nothing about its version/)
  })

  it('what it speaks is told where that is known', async () => {
    const { url } = await serve(replies({ 'GET /contract': document('runner', { version: unknownVersion }) }))
    expect((await called(url)).out).toContain(`speaks  ${unknownVersion}\nagreed  nothing`)
  })

  it('a peer that hangs is let go of, whatever was collected meanwhile', async () => {
    const { url, left } = await hangingPeer()
    await called(url, '--timeout', '300')
    await left
  })
})

describe('options', () => {
  it('insist on a contract', async () => {
    const { url, requests } = await serve(v1Runner().node)
    expect((await probed(url, '--contract', 'runner')).found.agreed).toBe('1.0.0')
    const { code, err } = await probed(url, '--contract', 'orchestrator')
    expect(code).toBe(1)
    expect(err[0]).toMatch(/does not serve the contract orchestrator: GET \/contract answered 404 and GET \/run\/\S+ answered 404/)
    expect(requests.filter((request) => request === 'GET /info')).toHaveLength(1)
  })

  it('demand a floor', async () => {
    const { url } = await serve(v1Runner().node)
    const { code, err } = await called(url, '--min', latest)
    expect(code).toBe(1)
    expect(err[0]).toMatch(/demands at least/)
  })

  it('send headers, and the credentials of the URL, which are shown nowhere', async () => {
    const seen: unknown[] = []
    const { url } = await serve((request, response) => {
      seen.push([request.headers.authorization, request.headers['x-region'], request.url])
      runner(supported)(request, response)
    })
    const secret = url.replace('//', '//on-call:s3cret@')
    const { out, err } = await called(`${secret}/?token=t0ken`, '--header', 'X-Region: eu', '--header', 'X-Region:us')
    expect(seen).toStrictEqual([[`Basic ${btoa('on-call:s3cret')}`, 'eu, us', '/contract?token=t0ken']])
    expect(`${out}${err}`).not.toMatch(/s3cret|t0ken/)
  })

  it.each<[readonly string[], RegExp]>([
    [[], /give the URL of a peer/],
    [['http://a', 'http://b'], /looks at one peer: runners-contracts fleet/],
    [['eu-west-1'], /"eu-west-1" is no URL of a peer/],
    [['ftp://u:s3cret@a'], /"…@a" is no URL/],
    [['http://a', '--contract', 'shop'], /--contract cannot be "shop": give runner, orchestrator/],
    [['http://a', '--timeout', '0'], /--timeout cannot be "0": give a whole number from 1 to 600000/],
    [['http://a', '--timeout', '1e3'], /--timeout cannot be "1e3"/],
    [['http://a', '--header', 'X: y', '--header', 's3cret'], /--header number 2 is none: give 'Name: value'/],
    [['http://a', '--header', 'X: s3cret\ny'], /--header number 1 is none/],
    [['http://a', '--min', 'v2'], /--min cannot be "v2": give an exact version such as 2\.0\.0/],
    [['http://a', '--retire', 'v1'], /Unknown option '--retire'/],
  ])('%j is bad usage', async (args, message) => {
    const { code, out, err } = await called(...args)
    expect([code, out, err.length]).toStrictEqual([2, '', 1])
    expect(err[0]).toMatch(message)
    expect(err[0]).not.toContain('s3cret')
  })
})

describe('what a peer says steers no terminal', () => {
  const evil = '\u001b[2J\r\n\u009b31m\u202e\u200f\u061c'
  const steering = /[\p{Cc}\p{Bidi_Control}]/u
  it.each<[string, Reply]>([
    ['in a date', document('runner', { version: '1.0.0', deprecated: evil, sunset: 'x'.repeat(5000) })],
    ['in a version', document('runner', { version: `1.0.0${evil}` })],
    ['in the name of a contract', document(evil, { version: '1.0.0' })],
  ])('%s', async (_where, reply) => {
    const { url } = await serve(replies({ 'GET /contract': reply }))
    const [text, json] = [await called(url), await called(url, '--json')]
    for (const line of [text, json].flatMap(({ out, err }) => [...out.split('\n'), ...err])) expect(line).not.toMatch(steering)
    expect(Math.max(...text.out.split('\n').map((line) => line.length))).toBeLessThan(250)
  })

  it('and programs get it as it was', async () => {
    const { url } = await serve(replies({ 'GET /contract': document('runner', { version: '1.0.0', sunset: evil }) }))
    expect((await probed(url)).found.versions).toStrictEqual([{ version: '1.0.0', deprecated: null, sunset: evil }])
  })
})
