import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { replies } from '../../test/support/replies.js'
import { serve } from '../../test/support/serve.js'
import { v1Runner } from '../../test/support/v1-runner.js'
import { v2Runner } from '../../test/support/v2-runner.js'
import { latest, supported, unknownVersion } from '../../test/support/versions.js'
import { createRunnerHandler } from '../server/handlers.js'
import { fleet } from './fleet.js'
import type { Verdict } from './fleet/verdicts.js'
import { loadRegistry } from './load-registry.js'
import type { PeerReport } from './peer/peer-report.js'
import { type Output, run } from './run.js'

beforeAll(loadRegistry, 60_000)

async function called(args: readonly string[], passing?: Output['passing']) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await run(['fleet', ...args], [fleet], { write: (text) => out.push(text), fail: (text) => err.push(text), color: false, passing })
  return { code, out: out.join('\n'), err }
}

async function seen(...args: readonly string[]) {
  const { code, out } = await called([...args, '--json'])
  return { code, ...(JSON.parse(out) as { readonly latest: string; readonly peers: readonly PeerReport[]; readonly verdicts: readonly Verdict[] }) }
}

const runner = (versions: readonly string[]): RequestListener => createRunnerHandler({ router: v2Runner().router, versions }).node
const urls = async (...listeners: readonly RequestListener[]) => (await Promise.all(listeners.map(serve))).map(({ url }) => url)
const later = (ms: number, listener: RequestListener): RequestListener => (request, response) => void setTimeout(() => listener(request, response), ms)
const verdictOn = (verdicts: readonly Verdict[], version: string) => verdicts.find((one) => one.version === version)

it('a fleet is told in the order given, with who needs what', async () => {
  const [slow, old, now] = await urls(later(200, runner(supported)), v1Runner().node, runner([latest]))
  const { code, peers, verdicts, ...rest } = await seen(slow!, old!, now!)
  expect([code, rest.latest]).toStrictEqual([0, latest])
  expect(peers.map(({ peer, agreed, source }) => [peer, agreed, source])).toStrictEqual([
    [slow, latest, 'discovery'],
    [old, '1.0.0', 'evidence'],
    [now, latest, 'discovery'],
  ])
  expect(verdictOn(verdicts, '1.0.0')).toStrictEqual({ version: '1.0.0', verdict: 'needed', neededBy: [old], usedBy: [old] })
  expect(verdictOn(verdicts, latest)).toStrictEqual({ version: latest, verdict: 'latest', neededBy: [now], usedBy: [slow, now] })
})

it('a fleet that needs v1 no more says so', async () => {
  const peers = await urls(runner(supported), runner([latest]))
  const { code, out } = await called(peers)
  expect(code).toBe(0)
  expect(out).toContain('\n1.0.0 can be retired: none of 2 runners needs it\n')
})

it('the table has a row for each peer, and what is wrong with one stands in its row', async () => {
  const [now, page] = await urls(runner([latest]), replies({ 'GET /contract': [200, '<html>'] }))
  const { code, out } = await called([now!, page!])
  const [head, one, two, ...rest] = out.split('\n').map((line) => line.split(/ {2,}/))
  expect(code).toBe(1)
  expect([head, one, two]).toStrictEqual([
    ['PEER', 'CONTRACT', 'SPEAKS', 'AGREED', 'BY', 'MS'],
    [now, 'runner', latest, latest, 'discovery', expect.stringMatching(/^\d+$/)],
    [page, '-', '-', '-', '-', expect.stringMatching(/^\d+$/), 'NOT_A_RUNNER: GET /contract answered 200 with something else than a discovery document'],
  ])
  expect(rest.flat()).toContain('1.0.0: cannot be told, 1 peer gave no usable answer, and no other needs it')
})

it('one peer of many words widens no row beyond reading', async () => {
  const versions = Array.from({ length: 60 }, (_, index) => ({ version: `9.${index}.0-${'x'.repeat(90)}`, deprecated: 'y'.repeat(90), sunset: 'z'.repeat(90) }))
  const { out } = await called(await urls(replies({ 'GET /contract': [200, { contract: 'runner', latest, versions }] }), runner([latest])))
  const [head, wordy] = out.split('\n')
  expect(head!.length).toBeLessThan(160)
  expect(wordy!.length).toBeLessThan(500)
  expect(wordy).toMatch(/9\.0\.0-x+… .*NO_COMMON_VERSION: .*…$/)
})

it('one bad peer stops none, and whoever gives no usable answer leaves it open', async () => {
  const silent: RequestListener = () => {}
  const cut: RequestListener = (request) => request.socket.destroy()
  const endless: RequestListener = (_request, response) => void new Readable({ read() { this.push(' '.repeat(65_536)) } }).pipe(response)
  const bad = [endless, silent, cut, replies({}), replies({ 'GET /contract': [401] }), replies({ 'GET /contract': [500] }), replies({ 'GET /contract': [200, '{"contr'] })]
  const peers = await urls(...bad, runner([latest]))
  const { code, peers: reports, verdicts } = await seen(...peers, '--timeout', '3000')
  expect(code).toBe(1)
  expect(reports.map(({ error }) => error?.code)).toStrictEqual(['NOT_A_RUNNER', 'PEER_UNREACHABLE', 'PEER_UNREACHABLE', 'NOT_A_RUNNER', 'PEER_UNREACHABLE', 'PEER_UNREACHABLE', 'NOT_A_RUNNER', undefined])
  expect(verdictOn(verdicts, '1.0.0')?.verdict).toBe('unknown')
})

it('a peer of later versions alone has answered: it needs nothing, and there is no agreement', async () => {
  const ahead = replies({ 'GET /contract': [200, { contract: 'runner', latest: unknownVersion, versions: [{ version: unknownVersion }] }] })
  const { code, verdicts } = await seen(...(await urls(ahead)))
  expect([code, verdictOn(verdicts, '1.0.0')?.verdict]).toStrictEqual([1, 'retirable'])
})

it('no more are asked at once than --concurrency says, and the others get their turn', async () => {
  let [now, most] = [0, 0]
  let meet = () => {}
  const met = new Promise<void>((resolve) => (meet = resolve))
  const counted: RequestListener = async (...call) => {
    most = Math.max(most, ++now)
    // whoever is too much has time to come
    if (now === 3) setTimeout(meet, 200)
    await met
    now--
    runner(supported)(...call)
  }
  const { url, requests } = await serve(counted)
  const all = Array.from({ length: 12 }, (_, index) => `${url}/?peer=${index}`)
  const { code } = await called([...all, '--concurrency', '3'])
  expect([code, most, requests.length]).toStrictEqual([0, 3, 12])
})

it('a list comes from a file, and its peers are asked once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { url, requests } = await serve(runner(supported))
  writeFileSync(join(folder, 'fleet.txt'), `# eu\n${url}\n\n${url}/\n`)
  expect((await seen(join(folder, 'fleet.txt'))).peers.map(({ peer }) => peer)).toStrictEqual([url])
  expect(requests).toStrictEqual(['GET /contract'])
})

describe('--retire', () => {
  it.each<[string, readonly (readonly string[])[], number]>([
    // version, what each peer serves, exit code
    ['v1', [supported, [latest]], 0],
    ['1.0.0', [supported, ['1.0.0']], 1],
    [latest, [['1.0.0']], 1],
  ])('%s among peers that serve %j ends with the right code', async (version, served, code) => {
    expect((await called([...(await urls(...served.map(runner))), '--retire', version])).code).toBe(code)
  })
})

describe('progress', () => {
  it('is shown after each peer, and taken away before the table', async () => {
    const lines: (string | undefined)[] = []
    const peers = await urls(runner([latest]), replies({}), later(300, runner([latest])))
    await called([...peers, '--concurrency', '1'], (line) => lines.push(line))
    expect(lines).toStrictEqual([
      '[------------------------------] 0/3',
      '[##########--------------------] 1/3',
      '[####################----------] 2/3, 1 without agreement',
      '[##############################] 3/3, 1 without agreement',
      undefined,
    ])
  })

  it('is not shown with --json', async () => {
    const lines: unknown[] = []
    await called([...(await urls(runner([latest]))), '--json'], (line) => lines.push(line))
    expect(lines).toStrictEqual([])
  })
})

it.each<[readonly string[], RegExp]>([
  [[], /give URLs of peers/],
  [['fleet.none'], /"fleet\.none" is neither a URL/],
  [['http://a', '--concurrency', '0'], /--concurrency cannot be "0": give a whole number from 1 to 500/],
  [['http://a', '--concurrency', '501'], /--concurrency cannot be "501"/],
  [['http://a', '--retire', 'v1', '--retire', 'v2'], /--retire is given twice: give it once/],
  [['http://a', '--retire', 'v9'], /there is no version "v9"/],
  [['http://a', '--min', '2.0.0'], /Unknown option '--min'/],
])('%j is bad usage', async (args, message) => {
  const { code, out, err } = await called(args)
  expect([code, out, err.length]).toStrictEqual([2, '', 1])
  expect(err[0]).toMatch(message)
})
