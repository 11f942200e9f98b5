import { createRunnerHandler } from '@runners/contracts/server'
import { describe, expect, it } from 'vitest'
import { serve } from '../../test/support/serve.js'
import { v2Runner } from '../../test/support/v2-runner.js'
import { registry } from '../registry.js'
import { createAgreementCache } from './agreement-cache.js'
import { discover } from './discover.js'
import { type Fetch, globalFetch } from './limited-get.js'
import { createNegotiator } from './negotiator.js'
import { createRunnerClient } from './runner-client.js'

const json = (body: unknown) => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })
const info = { runners: [], contractVersions: [] }
const document = { contract: 'runner', latest: '2.0.0', versions: [{ version: '2.0.0' }] }

describe('10,000 calls at once', { timeout: 300_000 }, () => {
  it('of a runner that nobody knew before ask it once', async () => {
    const { url, requests } = await serve(createRunnerHandler({ router: v2Runner().router }).node)
    let calls = 0
    // discovery goes over real HTTP; 10,000 sockets would only measure the machine
    const fetch: Fetch = async (request, init) => {
      if (request.url.endsWith('/contract')) return globalFetch(request, init)
      calls++
      return json(info)
    }
    const client = createRunnerClient({ url, fetch })
    await Promise.all(Array.from({ length: 10_000 }, () => client.info()))
    expect([requests, calls]).toEqual([['GET /contract'], 10_000])
  })

  it('of as many runners ask each once, no more of them at a time than the cache allows', async () => {
    const agreements = createAgreementCache({ maxProbes: 100 })
    const asked = new Map<string, number>()
    let [underWay, most] = [0, 0]
    const fetch: Fetch = async ({ url }) => {
      asked.set(url, (asked.get(url) ?? 0) + 1)
      most = Math.max(most, ++underWay)
      await new Promise((resolve) => setImmediate(resolve))
      underWay--
      return json(document)
    }
    const urls = Array.from({ length: 10_000 }, (_, index) => `http://runner-${index}:8080`)
    // what a client does before its first call; 10,000 clients would only measure the machine
    const negotiators = urls.map((url) => {
      const reach = { registry, contract: 'runner', url, fetch }
      return createNegotiator({ ...reach, peer: url, terms: {}, agreements, discover: () => discover(reach) })
    })
    await Promise.all(negotiators.flatMap(({ agree }) => [agree(), agree()]))
    expect([asked.size, Math.max(...asked.values()), most]).toEqual([10_000, 1, 100])
  })
})

it('200 runners that are called at once over real HTTP are asked once each, 8 at a time', { timeout: 60_000 }, async () => {
  let [underWay, most] = [0, 0]
  const { url, requests } = await serve((request, response) => {
    const isDiscovery = request.url?.endsWith('/contract')
    if (isDiscovery) most = Math.max(most, ++underWay)
    setImmediate(() => {
      if (isDiscovery) underWay--
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(isDiscovery ? document : info))
    })
  })
  const agreements = createAgreementCache({ maxProbes: 8 })
  await Promise.all(Array.from({ length: 200 }, (_, index) => createRunnerClient({ url: `${url}/runner-${index}`, agreements }).info()))
  expect(requests.filter((line) => line.endsWith('/contract')).length).toBe(200)
  expect(new Set(requests).size).toBe(400)
  expect(most).toBeLessThanOrEqual(8)
})
