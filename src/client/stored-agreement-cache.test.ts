import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { createRunnerHandler } from '@runners/contracts/server'
import { createStorage } from 'unstorage'
import fsDriver from 'unstorage/drivers/fs-lite'
import memoryDriver from 'unstorage/drivers/memory'
import { describe, expect, expectTypeOf, it, onTestFinished } from 'vitest'
import { serve } from '../../test/support/serve.js'
import { sharesAgreements } from '../../test/support/shared-store.js'
import { until } from '../../test/support/until.js'
import { v2Runner } from '../../test/support/v2-runner.js'
import { latestPath } from '../../test/support/versions.js'
import type { PeerAgreement } from './peer-agreement.js'
import { createRunnerClient } from './runner-client.js'
import { type AgreementStorage, createStoredAgreementCache, type StoredAgreementCacheOptions, type StoreFailure } from './stored-agreement-cache.js'

describe('in files', () => {
  sharesAgreements(async () => {
    const base = await mkdtemp(join(tmpdir(), 'agreements-'))
    onTestFinished(() => rm(base, { recursive: true, force: true }))
    return createStorage({ driver: fsDriver({ base }) })
  })
})

it('any storage of unstorage will do', () => {
  expectTypeOf(createStorage({ driver: memoryDriver() })).toExtend<AgreementStorage>()
})

const agreementOn = (version: string): PeerAgreement => ({ contract: 'runner', version, offered: [version], source: 'discovery' })

/** A store of one item, and caches of several processes on it; each tells which probes it makes. */
function around(options: Partial<StoredAgreementCacheOptions> = {}) {
  const clock = { wall: 1_800_000_000_000, mono: 0 }
  const items = new Map<string, unknown>()
  const ttls: number[] = []
  let probed = 0
  const storage: AgreementStorage = {
    getItem: async (key) => structuredClone(items.get(key)) ?? null,
    setItem: async (key, value, { ttl }) => {
      ttls.push(ttl)
      items.set(key, structuredClone(value))
    },
  }
  const written = () => until(() => ttls.length === probed)
  const failures: StoreFailure[] = []
  const process = (skewMs = 0) => {
    const now = () => clock.mono
    const cache = createStoredAgreementCache({ storage, onError: (failure) => failures.push(failure), now, wallClock: () => clock.wall + skewMs, ...options })
    let probes = 0
    const versionOf = async (offered: string, rejected?: PeerAgreement) => {
      const probe = async () => {
        probes++
        probed++
        return agreementOn(offered)
      }
      const { version } = await cache.get('peer', probe, { rejected })
      await written()
      return version
    }
    return { cache, versionOf, probes: () => probes }
  }
  const pass = (ms: number) => {
    clock.wall += ms
    clock.mono += ms
  }
  return { items, ttls, failures, process, pass }
}

describe('an agreement in a store', () => {
  it.each([
    // milliseconds since it was written, clock of the reader against the writer's, what the reader speaks
    [0, 0, '1.0.0'],
    [299_999, 0, '1.0.0'],
    [300_000, 0, '2.0.0'],
    [240_000, 60_000, '2.0.0'],
    [0, -60_000, '1.0.0'],
    [300_000, -60_000, '1.0.0'],
    [0, -60_001, '2.0.0'],
  ])('%d ms old, read by a clock that is %d ms off, leads to %s', async (age, skew, version) => {
    const { process, pass } = around()
    await process().versionOf('1.0.0')
    pass(age)
    expect(await process(skew).versionOf('2.0.0')).toBe(version)
  })

  it('lives no longer for being read', async () => {
    const { process, pass } = around()
    await process().versionOf('1.0.0')
    pass(200_000)
    const reader = process()
    expect(await reader.versionOf('2.0.0')).toBe('1.0.0')
    pass(100_000)
    expect(await reader.versionOf('2.0.0')).toBe('2.0.0')
  })

  it('is read once: memory lies in front', async () => {
    const { items, process } = around()
    await process().versionOf('1.0.0')
    const reader = process()
    await reader.versionOf('2.0.0')
    items.clear()
    expect([await reader.versionOf('2.0.0'), reader.probes()]).toEqual(['1.0.0', 0])
  })

  it('is not believed after the peer rejected it', async () => {
    const { process } = around()
    const one = process()
    await one.versionOf('1.0.0')
    const rejected = await one.cache.get('peer', async () => agreementOn('2.0.0'))
    expect(await one.versionOf('2.0.0', rejected)).toBe('2.0.0')
    expect(await process().versionOf('1.0.0')).toBe('2.0.0')
  })

  it('is taken from another process that has asked again meanwhile', async () => {
    const { process, pass } = around()
    const [one, other] = [process(), process()]
    await one.versionOf('1.0.0')
    await other.versionOf('1.0.0')
    pass(150_000)
    await until(async () => (await one.versionOf('2.0.0')) === '2.0.0')
    await until(async () => (await other.versionOf('3.0.0')) !== '1.0.0')
    expect([await other.versionOf('3.0.0'), one.probes(), other.probes()]).toEqual(['2.0.0', 2, 0])
  })

  it('tells the store how long it lives, in seconds', async () => {
    const { ttls, process } = around({ ttlMs: 1500 })
    await process().versionOf('1.0.0')
    expect(ttls).toEqual([2])
  })
})

describe('a store that', () => {
  const never = () => new Promise<never>(() => {})
  const failing = async () => {
    throw new Error('ECONNREFUSED')
  }
  const throwing = () => {
    throw new Error('closed')
  }

  it.each([
    // what it does, how, failures told
    ['is down', failing, [{ action: 'read' }, { action: 'write' }]],
    ['throws', throwing, [{ action: 'read' }, { action: 'write' }]],
    ['never answers', never, [{ action: 'read', error: new Error('the store gave no answer within 10 ms') }, { action: 'write' }]],
  ])('%s fails no call', async (_does, answer, told) => {
    const { url } = await serve(createRunnerHandler({ router: v2Runner().router }).node)
    const failures: StoreFailure[] = []
    const onError = (failure: StoreFailure) => {
      failures.push(failure)
      throw new Error('the hook is broken, too')
    }
    const agreements = createStoredAgreementCache({ storage: { getItem: answer, setItem: answer }, timeoutMs: 10, onError })
    expect(await createRunnerClient({ url, agreements }).info()).toMatchObject({ region: 'eu-west-1' })
    await until(() => failures.length === 2)
    expect(failures).toMatchObject(told)
  })

  it.each<[string, (item: { key: string; at: number; agreement: object }) => unknown, boolean]>([
    // what it holds, made of a good item, whether the store is blamed
    ['a text', () => 'text', true],
    ['a number', () => 7, true],
    ['a list', () => [], true],
    ['an empty object', () => ({}), true],
    ['another key', (item) => ({ ...item, key: `${item.key}0` }), true],
    ['no date', ({ at: _at, ...item }) => item, true],
    ['a date as text', (item) => ({ ...item, at: '2026-01-01' }), true],
    ['a date of tomorrow', (item) => ({ ...item, at: Date.now() + 86_400_000 }), true],
    ['a date of yesterday', (item) => ({ ...item, at: Date.now() - 86_400_000 }), false],
    ['a pin', (item) => ({ ...item, agreement: { ...item.agreement, source: 'pin' } }), true],
    ['a version that nobody has', (item) => ({ ...item, agreement: { ...item.agreement, version: '9.9.9', offered: ['9.9.9'] } }), false],
    ['a version that is not offered', (item) => ({ ...item, agreement: { ...item.agreement, offered: ['1.0.0'] } }), false],
    ['an offer that is none', (item) => ({ ...item, agreement: { ...item.agreement, offered: 'v?' } }), false],
    ['another contract', (item) => ({ ...item, agreement: { ...item.agreement, contract: 'orchestrator' } }), false],
    ['another peer', (item) => ({ ...item, agreement: { ...item.agreement, peer: 'http://elsewhere' } }), false],
    ['a pool without an end', (item) => ({ ...item, agreement: { ...item.agreement, pool: { settled: true } } }), true],
  ])('holds %s fails no call, and is mended', async (_what, spoil, blamed) => {
    const { url, requests } = await serve(createRunnerHandler({ router: v2Runner().router }).node)
    const storage = createStorage({ driver: memoryDriver() })
    const failures: StoreFailure[] = []
    const process = () => createRunnerClient({ url, agreements: createStoredAgreementCache({ storage, onError: (failure) => failures.push(failure) }) })
    await process().info()
    await until(async () => (await storage.getKeys()).length === 1)
    const [key = ''] = await storage.getKeys()
    const item = (await storage.getItem(key)) as { key: string; at: number; agreement: object }
    const isGood = (now: unknown) => isDeepStrictEqual({ ...(now as object), at: 0 }, { ...item, at: 0 })
    await storage.setItem(key, spoil(item) as object)
    await process().info()
    await until(async () => isGood(await storage.getItem(key)))
    const info = `GET ${latestPath('/info')}`
    expect(requests).toEqual(['GET /contract', info, 'GET /contract', info])
    expect(failures.map(({ action }) => action)).toEqual(blamed ? ['read'] : [])
  })
})
