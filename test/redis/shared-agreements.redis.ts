import { createRunnerHandler } from '@runners/contracts/server'
import { createRunnerClient, createStoredAgreementCache, type StoreFailure } from '@runners/contracts/client'
import { createStorage } from 'unstorage'
import redisDriver from 'unstorage/drivers/redis'
import { describe, expect, it, onTestFinished } from 'vitest'
import { serve } from '../support/serve.js'
import { sharesAgreements } from '../support/shared-store.js'
import { until } from '../support/until.js'
import { v2Runner } from '../support/v2-runner.js'
import { latestPath } from '../support/versions.js'
import { redisServer } from './redis-server.js'

function storageAt(url: string) {
  const driver = redisDriver({ url, base: 'runners' })
  // ioredis prints what nobody listens to
  driver.getInstance?.().on('error', () => {})
  const storage = createStorage({ driver })
  onTestFinished(() => driver.getInstance?.().disconnect())
  return storage
}

describe('in Redis', () => {
  sharesAgreements(async () => storageAt((await redisServer()).url))

  it('agreements expire by themselves', async () => {
    const { url } = await redisServer()
    const storage = storageAt(url)
    const runner = await serve(createRunnerHandler({ router: v2Runner().router }).node)
    await createRunnerClient({ url: runner.url, agreements: createStoredAgreementCache({ storage, ttlMs: 1000 }) }).info()
    await until(async () => (await storage.getKeys()).length === 1)
    await until(async () => (await storage.getKeys()).length === 0)
  })

  it.each([
    // what happens to it, the signal that does it
    ['is killed', 'SIGKILL'],
    ['hangs', 'SIGSTOP'],
  ] as const)('a server that %s fails no call', async (_what, signal) => {
    const { url, process } = await redisServer()
    const storage = storageAt(url)
    const failures: StoreFailure[] = []
    const runner = await serve(createRunnerHandler({ router: v2Runner().router }).node)
    const agreements = createStoredAgreementCache({ storage, timeoutMs: 50, onError: (failure) => failures.push(failure) })
    await createRunnerClient({ url: runner.url, agreements }).info()
    process.kill(signal)
    const fresh = createStoredAgreementCache({ storage, timeoutMs: 50, onError: (failure) => failures.push(failure) })
    expect(await createRunnerClient({ url: runner.url, agreements: fresh }).info()).toMatchObject({ region: 'eu-west-1' })
    await until(() => failures.some(({ action }) => action === 'read') && failures.some(({ action }) => action === 'write'))
    const info = `GET ${latestPath('/info')}`
    expect(runner.requests).toEqual(['GET /contract', info, 'GET /contract', info])
  })
})
