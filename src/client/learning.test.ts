import type { IncomingMessage, RequestListener } from 'node:http'
import { createRunnerHandler } from '@runners/contracts/server'
import { describe, expect, it } from 'vitest'
import { type Journal, journaling, journalingV1 } from '../../test/support/journal.js'
import { replies } from '../../test/support/replies.js'
import { serve } from '../../test/support/serve.js'
import { until } from '../../test/support/until.js'
import { v2Runner } from '../../test/support/v2-runner.js'
import { createAgreementCache } from './agreement-cache.js'
import type { PeerAgreement } from './peer-agreement.js'
import { createRunnerClient } from './runner-client.js'

/** A runner that is replaced by the next of `stages` whenever it is told. */
async function staged(...stages: readonly RequestListener[]) {
  let stage = 0
  const listening = await serve((...exchange) => stages[stage]?.(...exchange))
  return { ...listening, replace: () => void stage++ }
}

const serving = (...versions: readonly string[]) => createRunnerHandler({ router: v2Runner().router, versions }).node

/** The paths of `count` calls, one after the other. */
async function infos(client: ReturnType<typeof createRunnerClient>, requests: readonly string[], count: number) {
  const before = requests.length
  for (let index = 0; index < count; index++) await client.info()
  return requests.slice(before)
}

describe('the answers of a runner keep what was agreed fresh, without asking it', () => {
  it('one that newly supports a higher version is spoken to in it with the next call', async () => {
    const { url, requests, replace } = await staged(serving('1.0.0'), serving('1.0.0', '2.0.0'))
    const agreed: PeerAgreement[] = []
    const client = createRunnerClient({ url, onAgreement: (agreement) => agreed.push(agreement) })
    expect(await infos(client, requests, 2)).toEqual(['GET /contract', 'GET /info', 'GET /info'])
    replace()
    expect(await infos(client, requests, 3)).toEqual(['GET /info', 'GET /v2/info', 'GET /v2/info'])
    expect(agreed).toMatchObject([{ version: '1.0.0', source: 'discovery' }, { version: '2.0.0', source: 'headers', offered: ['1.0.0', '2.0.0'] }])
  })

  it('a deployed v1 that is replaced by v2 is, too', async () => {
    const { url, requests, replace } = await staged(journalingV1([]), serving('1.0.0', '2.0.0'))
    const client = createRunnerClient({ url })
    await client.info()
    replace()
    expect(await infos(client, requests, 2)).toEqual(['GET /info', 'GET /v2/info'])
  })

  it('one that names the version no more in its answers is spoken to in a lower one with the next call', async () => {
    const info = { runners: [], contractVersions: [] }
    const { url, requests } = await serve(
      replies({
        'GET /contract': [200, { contract: 'runner', latest: '2.0.0', versions: [{ version: '1.0.0' }, { version: '2.0.0' }] }],
        'GET /v2/info': [200, info, { 'runners-contract-version': '2.0.0', 'runners-contract-supported': '1.0.0' }],
        'GET /info': [200, { runners: [], count: 0 }],
      }),
    )
    const client = createRunnerClient({ url })
    expect(await infos(client, requests, 2)).toEqual(['GET /contract', 'GET /v2/info', 'GET /info'])
  })

  it('an answer confirms what was agreed: a runner that answers is never asked again', async () => {
    const clock = { now: 0 }
    const agreements = createAgreementCache({ now: () => clock.now })
    const { url, requests } = await serve(serving('1.0.0', '2.0.0'))
    const client = createRunnerClient({ url, agreements })
    for (; clock.now < 3_600_000; clock.now += 200_000) await client.info()
    expect(requests.filter((line) => line === 'GET /contract')).toHaveLength(1)
  })

  it('all clients on a cache learn from the answers of one', async () => {
    const agreements = createAgreementCache()
    const { url, requests, replace } = await staged(serving('1.0.0'), serving('1.0.0', '2.0.0'))
    const [one, other] = [createRunnerClient({ url, agreements }), createRunnerClient({ url, agreements })]
    await one.info()
    await other.info()
    replace()
    await one.info()
    expect(await infos(other, requests, 1)).toEqual(['GET /v2/info'])
  })

  it('a floor holds', async () => {
    const { url, requests, replace } = await staged(serving('2.0.0'), serving('1.0.0', '2.0.0'))
    const client = createRunnerClient({ url, min: '2.0.0' })
    await client.info()
    replace()
    expect(await infos(client, requests, 2)).toEqual(['GET /v2/info', 'GET /v2/info'])
  })
})

describe('what a header says is ignored where', () => {
  const v2 = '2.0.0'
  it.each<[string, string | undefined, string | readonly string[]]>([
    // what it is, the version that the answer speaks, what it supports
    ['the answer speaks no version: something in between wrote it', undefined, '1.0.0'],
    ['the answer speaks another version', '1.0.0', '1.0.0'],
    ['it is empty', v2, ''],
    ['it is no list of versions', v2, '1.0.0; 2.0.0'],
    ['it has one that is none', v2, '1.0.0, latest'],
    ['it is a range', v2, '>=1.0.0'],
    ['it has too many', v2, Array.from({ length: 1001 }, (_, index) => `1.0.${index}`).join()],
    ['nothing in it is ours', v2, '7.0.0'],
    ['it names the same', v2, ['1.0.0', '2.0.0']],
  ])('%s', async (_what, version, supported) => {
    const info = { runners: [], contractVersions: [] }
    const headers = { 'runners-contract-supported': supported as string, ...(version !== undefined && { 'runners-contract-version': version }) }
    const document = { contract: 'runner', latest: v2, versions: [{ version: '1.0.0' }, { version: v2 }] }
    const { url, requests } = await serve(replies({ 'GET /contract': [200, document], 'GET /v2/info': [200, info, headers] }))
    expect(await infos(createRunnerClient({ url }), requests, 3)).toEqual(['GET /contract', 'GET /v2/info', 'GET /v2/info', 'GET /v2/info'])
  })
})

describe('a runner that says nothing in its answers', () => {
  /** A v2 runner without our server, which first was a v1 runner: 404 means nothing on paths that v1 has. */
  const withoutHeaders = (...versions: readonly string[]): RequestListener => {
    const table = {
      'GET /contract': [200, { contract: 'runner', latest: '2.0.0', versions: versions.map((version) => ({ version })) }],
      'GET /info': [200, { runners: [], count: 0 }],
      'GET /v2/info': [200, { runners: [], contractVersions: [] }],
    } as const
    return replies(table)
  }

  it('is asked again within the life of what was agreed, and no call waits for that', async () => {
    const clock = { now: 0 }
    const agreements = createAgreementCache({ now: () => clock.now })
    const { url, requests, replace } = await staged(journalingV1([]), withoutHeaders('1.0.0', '2.0.0'))
    const client = createRunnerClient({ url, agreements })
    await client.info()
    replace()
    clock.now = 149_999
    expect(await infos(client, requests, 2)).toEqual(['GET /info', 'GET /info'])
    clock.now = 150_000
    await client.info()
    await until(async () => (await infos(client, requests, 1)).includes('GET /v2/info'))
    expect(requests.filter((line) => line === 'GET /contract')).toHaveLength(2)
  })

  it.each<[string, (request: IncomingMessage) => void]>([
    ['hangs', () => {}],
    ['breaks off', ({ socket }) => socket.destroy()],
  ])('fails no call where its discovery %s', async (_what, onDiscovery) => {
    const clock = { now: 0 }
    const agreements = createAgreementCache({ now: () => clock.now })
    const v1 = journalingV1([])
    const { url, requests, replace } = await staged(v1, (request, response) => (request.url === '/contract' ? onDiscovery(request) : v1(request, response)))
    const client = createRunnerClient({ url, agreements, discoveryTimeoutMs: 60_000 })
    await client.info()
    replace()
    for (clock.now = 150_000; clock.now < 299_000; clock.now += 1000) await client.info()
    expect(requests.filter((line) => line === 'GET /contract').length).toBeGreaterThan(1)
  })
})

describe('several runners behind one address', () => {
  const request = (runId: string) => ({ runId, runners: [{ name: 'echo', input: {} }] })

  /** Requests go to one member after the other, or as `turns` says. */
  async function balanced(members: readonly RequestListener[], turns: (request: number) => number = (number) => number) {
    let number = 0
    return serve((...exchange) => members[turns(number++) % members.length]!(...exchange))
  }

  it.each<[string, (journal: Journal) => readonly RequestListener[]]>([
    // who is there
    ['deployed v1 and v2', (journal) => [journaling(journal, ['1.0.0', '2.0.0']), journalingV1(journal)]],
    ['v1 and v2, both with our server', (journal) => [journaling(journal, ['1.0.0', '2.0.0']), journaling(journal, ['1.0.0'])]],
    ['one v2 among three v1', (journal) => [journaling(journal, ['1.0.0', '2.0.0']), journalingV1(journal), journalingV1(journal), journalingV1(journal)]],
  ])('%s: settles on the version that all answer to, and says so', async (_who, membersOf) => {
    const journal: Journal = []
    const { url, requests } = await balanced(membersOf(journal), (number) => Math.floor(number * 1.618))
    const agreed: PeerAgreement[] = []
    const client = createRunnerClient({ url, onAgreement: (agreement) => agreed.push(agreement) })
    const refused: string[] = []
    const ids = Array.from({ length: 60 }, (_, index) => `r${index}`)
    for (const runId of ids) await client.execute(request(runId)).catch(({ code }: { code: string }) => refused.push(`${runId} ${code}`))
    expect(agreed.at(-1)).toMatchObject({ version: '1.0.0', offered: ['1.0.0'], pool: { common: ['1.0.0'], settled: true } })
    expect(journal.map((line) => line.split(' ')[0])).toEqual(ids.filter((id) => !refused.some((line) => line.startsWith(`${id} `))))
    expect(refused.every((line) => line.endsWith('CONTRACT_VERSION_UNSUPPORTED'))).toBe(true)
    expect(requests.slice(-40)).toEqual(Array.from({ length: 40 }, () => 'POST /execute'))
  })

  it('settle for a while only', async () => {
    const clock = { now: 0 }
    const journal: Journal = []
    const members = [journaling(journal, ['1.0.0', '2.0.0']), journaling(journal, ['1.0.0'])]
    const { url } = await balanced(members)
    const agreed: PeerAgreement[] = []
    const agreements = createAgreementCache({ now: () => clock.now })
    const client = createRunnerClient({ url, agreements, onAgreement: (agreement) => agreed.push(agreement) })
    const isSettled = () => agreed.at(-1)?.pool?.settled === true
    await until(async () => client.info().then(isSettled))
    const until299 = agreed.length
    for (let calls = 0; calls < 20; calls++) await client.info()
    clock.now = 299_999
    await client.info()
    expect(agreed.length).toBe(until299)
    members.splice(1)
    clock.now = 300_000
    await client.info()
    expect(agreed.at(-1)).toMatchObject({ version: '2.0.0', source: 'discovery' })
  })

  it('with nothing in common refuse some calls, and execute each other one once', async () => {
    const journal: Journal = []
    const { url } = await balanced([journaling(journal, ['1.0.0']), journaling(journal, ['2.0.0'])], (number) => Math.floor(number * 1.618))
    const client = createRunnerClient({ url })
    const refused: string[] = []
    const ids = Array.from({ length: 60 }, (_, index) => `r${index}`)
    for (const runId of ids) await client.execute(request(runId)).catch(() => refused.push(runId))
    expect(journal.map((line) => line.split(' ')[0])).toEqual(ids.filter((id) => !refused.includes(id)))
  })
})
