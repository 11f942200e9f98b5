import { createRunnerHandler } from '@runners/contracts/server'
import { type AgreementStorage, createRunnerClient, createStoredAgreementCache, type StoreFailure } from '@runners/contracts/client'
import { expect, it } from 'vitest'
import type { Storage } from 'unstorage'
import { serve } from './serve.js'
import { until } from './until.js'
import { v2Runner } from './v2-runner.js'

const discoveries = (requests: readonly string[]) => requests.filter((line) => line === 'GET /contract').length
const serving = (...versions: readonly string[]) => createRunnerHandler({ router: v2Runner().router, versions }).node

/** What an orchestrator process is to the store: a cache of its own, and clients on it. */
function processOn(storage: AgreementStorage, url: string) {
  const failures: StoreFailure[] = []
  const agreements = createStoredAgreementCache({ storage, timeoutMs: 20_000, onError: (failure) => failures.push(failure) })
  return { failures, info: () => createRunnerClient({ url, agreements }).info() }
}

/** What holds with any storage of unstorage that works. `create` gives an empty one for the rest of a test. */
export function sharesAgreements(create: () => Promise<Storage>) {
  const stored = async (storage: Storage) => Promise.all((await storage.getKeys()).map((key) => storage.getItem(key)))

  it('what one process agreed on, others need not ask for', async () => {
    const storage = await create()
    const { url, requests } = await serve(serving('1.0.0', '2.0.0'))
    const [first, ...others] = Array.from({ length: 8 }, () => processOn(storage, url))
    await first?.info()
    await until(async () => (await storage.getKeys()).length === 1)
    await Promise.all(others.map(({ info }) => info()))
    expect(discoveries(requests)).toBe(1)
    expect([first, ...others].flatMap((one) => one?.failures)).toEqual([])
  })

  it('processes that start at the same time may ask once each, and agree', async () => {
    const storage = await create()
    const { url, requests } = await serve(serving('2.0.0'))
    const processes = Array.from({ length: 16 }, () => processOn(storage, url))
    await Promise.all(processes.flatMap(({ info }) => [info(), info(), info()]))
    expect(discoveries(requests)).toBeLessThanOrEqual(16)
    await until(async () => (await storage.getKeys()).length === 1)
    expect(await stored(storage)).toMatchObject([{ agreement: { version: '2.0.0' } }])
  })

  it('what a peer rejected is written over', async () => {
    const storage = await create()
    let node = serving('2.0.0')
    const { url } = await serve((...exchange) => node(...exchange))
    const [one, other] = [processOn(storage, url), processOn(storage, url)]
    await one.info()
    await until(async () => (await storage.getKeys()).length === 1)
    node = serving('1.0.0')
    await other.info()
    await until(async () => JSON.stringify(await stored(storage)).includes('"version":"1.0.0"'))
    await one.info()
    expect([...one.failures, ...other.failures]).toEqual([])
  })

  it.each([
    // what lies there instead of an agreement
    ['half a JSON', '{"key":"runners ru'],
    ['another JSON', '[1,2,3]'],
    ['nothing', ''],
  ])('%s in the store fails no call', async (_what, text) => {
    const storage = await create()
    const { url, requests } = await serve(serving('2.0.0'))
    await processOn(storage, url).info()
    await until(async () => (await storage.getKeys()).length === 1)
    const [key = ''] = await storage.getKeys()
    await storage.setItemRaw(key, text)
    await processOn(storage, url).info()
    expect(discoveries(requests)).toBe(2)
    await until(async () => JSON.stringify(await stored(storage)).includes('"version":"2.0.0"'))
  })
}
