import { describe, expect, it } from 'vitest'
import { createAgreementCache } from './agreement-cache.js'
import type { AgreementCacheOptions, Probe } from './agreements.js'
import type { PeerAgreement } from './peer-agreement.js'

const agreementOn = (version: string): PeerAgreement => ({ contract: 'runner', version, offered: [version], source: 'discovery' })

/** A probe that counts, and ends when it is told to. */
function probing() {
  const ends: { resolve: (agreement: PeerAgreement) => void; reject: (error: Error) => void }[] = []
  const probe = () => new Promise<PeerAgreement>((resolve, reject) => ends.push({ resolve, reject }))
  return { probe, ends }
}

const at = (options: AgreementCacheOptions = {}) => {
  const clock = { now: 0 }
  return { clock, cache: createAgreementCache({ ...options, now: () => clock.now }) }
}
const started = () => new Promise((resolve) => setImmediate(resolve))

describe('a cache', () => {
  it('probes once for 1,000 callers at the same time, and gives all of them the same agreement', async () => {
    const { cache } = at()
    const { probe, ends } = probing()
    const callers = Array.from({ length: 1000 }, () => cache.get('peer', probe))
    await started()
    ends.forEach(({ resolve }) => resolve(agreementOn('2.0.0')))
    expect(new Set(await Promise.all(callers)).size).toBe(1)
    expect(ends).toHaveLength(1)
  })

  it('probes each peer for itself', async () => {
    const { cache } = at()
    const versions = await Promise.all(['1.0.0', '2.0.0'].map((version) => cache.get(version, async () => agreementOn(version))))
    expect(versions.map(({ version }) => version)).toEqual(['1.0.0', '2.0.0'])
  })

  it.each([
    // age in ms, agreement that is given
    [299_999, '1.0.0'],
    [300_000, '2.0.0'],
  ])('of five minutes, asked %d ms later, gives %s', async (age, version) => {
    const { clock, cache } = at()
    await cache.get('peer', async () => agreementOn('1.0.0'))
    clock.now = age
    expect((await cache.get('peer', async () => agreementOn('2.0.0'))).version).toBe(version)
  })

  it('counts the age from the end of the probe', async () => {
    const { clock, cache } = at({ ttlMs: 100 })
    const { probe, ends } = probing()
    const first = cache.get('peer', probe)
    await started()
    clock.now = 90
    ends[0]?.resolve(agreementOn('1.0.0'))
    await first
    clock.now = 110
    expect((await cache.get('peer', async () => agreementOn('2.0.0'))).version).toBe('1.0.0')
  })

  it('keeps no more than it is told to', async () => {
    const { cache } = at({ max: 2 })
    for (const key of ['a', 'b', 'c']) await cache.get(key, async () => agreementOn('1.0.0'))
    const again = await Promise.all(['c', 'b', 'a'].map((key) => cache.get(key, async () => agreementOn('2.0.0'))))
    expect(again.map(({ version }) => version)).toEqual(['1.0.0', '1.0.0', '2.0.0'])
  })
})

it('peers that offer the same share one list of it, others have their own', async () => {
  const { cache } = at()
  const offers = [['1.0.0', '2.0.0'], ['1.0.0', '2.0.0'], ['1.0.0'], ['1.0.0,2.0.0'], '1.0.0']
  const agreements = offers.map((offered, index) => cache.get(String(index), async () => ({ ...agreementOn('1.0.0'), offered })))
  const kept = (await Promise.all(agreements)).map(({ offered }) => offered)
  expect(kept).toEqual(offers)
  expect([kept[0] === kept[1], new Set(kept).size]).toEqual([true, 4])
})

describe('a failed probe', () => {
  it('rejects all of its client who wait for it, and the next who asks probes again', async () => {
    const { cache } = at()
    const { probe, ends } = probing()
    const waiting = Promise.allSettled([cache.get('peer', probe), cache.get('peer', probe)])
    await started()
    ends[0]?.reject(new Error('down'))
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await cache.get('peer', async () => agreementOn('2.0.0'))).toEqual(agreementOn('2.0.0'))
    expect(ends).toHaveLength(1)
  })

  it('is not kept where it throws before it waits', async () => {
    const { cache } = at()
    const failing = () => {
      throw new Error('no URL')
    }
    await expect(cache.get('peer', failing)).rejects.toThrow('no URL')
    expect(await cache.get('peer', async () => agreementOn('2.0.0'))).toEqual(agreementOn('2.0.0'))
  })

  it('fails no other client, whose credentials may be better: each probes once for all of its calls', async () => {
    const { cache } = at()
    const clients = Array.from({ length: 4 }, probing)
    const calls = Array.from({ length: 20 }, () => clients.map(({ probe }) => cache.get('peer', probe))).flat()
    const outcomes = Promise.allSettled(calls)
    await started()
    expect(clients.map(({ ends }) => ends.length)).toEqual([1, 0, 0, 0])
    clients[0]?.ends[0]?.reject(new Error('401'))
    await started()
    expect(clients.map(({ ends }) => ends.length)).toEqual([1, 1, 1, 1])
    clients[1]?.ends[0]?.reject(new Error('403'))
    clients.slice(2).forEach(({ ends }) => ends[0]?.resolve(agreementOn('2.0.0')))
    const statuses = (await outcomes).map(({ status }, call) => `${call % 4} ${status}`)
    expect(new Set(statuses)).toEqual(new Set(['0 rejected', '1 rejected', '2 fulfilled', '3 fulfilled']))
  })
})

describe('an agreement that the peer rejected', () => {
  it('is not given again, and the probe is told of it', async () => {
    const { cache } = at()
    const rejected = await cache.get('peer', async () => agreementOn('1.0.0'))
    const told: unknown[] = []
    const probe: Probe = async (standing) => {
      told.push(standing)
      return agreementOn('2.0.0')
    }
    expect((await cache.get('peer', probe, { rejected })).version).toBe('2.0.0')
    expect(told).toEqual([{ previous: rejected, rejected: true }])
  })

  it('does not undo what was agreed since', async () => {
    const { cache } = at()
    const rejected = await cache.get('peer', async () => agreementOn('1.0.0'))
    const since = await cache.get('peer', async () => agreementOn('2.0.0'), { rejected })
    expect(await cache.get('peer', async () => agreementOn('1.0.0'), { rejected })).toBe(since)
  })
})

describe('what an answer told of', () => {
  it('is given from then on, for a whole life', async () => {
    const { clock, cache } = at({ ttlMs: 100 })
    const previous = await cache.get('peer', async () => agreementOn('1.0.0'))
    clock.now = 90
    const next = cache.replace('peer', previous, agreementOn('2.0.0'))
    clock.now = 139
    expect(await cache.get('peer', async () => agreementOn('1.0.0'))).toBe(next)
  })

  it('does not replace what took that place before', async () => {
    const { cache } = at()
    const previous = await cache.get('peer', async () => agreementOn('1.0.0'))
    const first = cache.replace('peer', previous, agreementOn('2.0.0'))
    expect(cache.replace('peer', previous, agreementOn('1.0.0'))).toBe(first)
  })

  it('lets what it confirms live on as the same object', async () => {
    const { clock, cache } = at({ ttlMs: 100 })
    const agreement = await cache.get('peer', async () => agreementOn('1.0.0'))
    for (clock.now = 0; clock.now < 1000; clock.now += 60) cache.replace('peer', agreement, agreement)
    expect(await cache.get('peer', async () => agreementOn('2.0.0'))).toBe(agreement)
  })

  it('does not bring back what has died meanwhile', async () => {
    const { clock, cache } = at({ ttlMs: 100 })
    const agreement = await cache.get('peer', async () => agreementOn('1.0.0'))
    clock.now = 100
    cache.replace('peer', agreement, agreement)
    expect((await cache.get('peer', async () => agreementOn('2.0.0'))).version).toBe('2.0.0')
  })

  it('ends the counting of changes where it confirms for half a life', async () => {
    const { clock, cache } = at({ ttlMs: 100 })
    const pool = { common: ['1.0.0'], changes: 1, settled: false }
    const agreement = await cache.get('peer', async () => ({ ...agreementOn('1.0.0'), pool }))
    expect(cache.replace('peer', agreement, agreement).pool).toEqual(pool)
    clock.now = 60
    expect(cache.replace('peer', agreement, agreement).pool).toBeUndefined()
  })
})

describe('past half of its life an agreement', () => {
  const versionOf = async (agreement: Promise<PeerAgreement>) => (await agreement).version

  /** A cache of 100 ms with an agreement of 1.0.0 that is 50 ms old. */
  async function halfOld(options: AgreementCacheOptions = {}, agreement = agreementOn('1.0.0')) {
    const { clock, cache } = at({ ttlMs: 100, ...options })
    await cache.get('peer', async () => agreement)
    clock.now = 50
    return { clock, cache }
  }

  it('is given at once while the peer is asked again, and then what that gave', async () => {
    const { clock, cache } = await halfOld()
    const { probe, ends } = probing()
    expect(await versionOf(cache.get('peer', probe))).toBe('1.0.0')
    await started()
    ends[0]?.resolve(agreementOn('2.0.0'))
    await started()
    clock.now = 149
    expect(await versionOf(cache.get('peer', probe))).toBe('2.0.0')
  })

  it('is asked about once at a time, however many call', async () => {
    const { clock, cache } = await halfOld()
    const { probe, ends } = probing()
    for (; clock.now < 100; clock.now += 5) await Promise.all(Array.from({ length: 100 }, () => cache.get('peer', probe)))
    expect(ends).toHaveLength(1)
  })

  it('fails no call where the peer gives no answer, and is asked about again some time later', async () => {
    const { clock, cache } = await halfOld()
    let asked = 0
    const failing = async () => {
      asked++
      throw new Error('down')
    }
    const seen: number[] = []
    for (; clock.now < 100; clock.now += 5) {
      expect(await versionOf(cache.get('peer', failing))).toBe('1.0.0')
      await started()
      seen.push(asked)
    }
    expect(seen).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
  })

  it('is not asked about where nobody calls, nor while all probes are taken', async () => {
    const { clock, cache } = await halfOld({ maxProbes: 1 })
    const { probe, ends } = probing()
    void cache.get('another', probing().probe)
    await started()
    clock.now = 90
    expect(await versionOf(cache.get('peer', probe))).toBe('1.0.0')
    await started()
    expect(ends).toEqual([])
  })

  it('is left alone where it was settled', async () => {
    const { cache } = await halfOld({}, { ...agreementOn('1.0.0'), pool: { common: ['1.0.0'], changes: 3, settled: true } })
    const { probe, ends } = probing()
    await cache.get('peer', probe)
    await started()
    expect(ends).toEqual([])
  })

  it('is told of no more where the peer says the same again', async () => {
    const { cache } = await halfOld()
    const before = await cache.get('peer', async () => agreementOn('1.0.0'))
    await started()
    expect(await cache.get('peer', async () => agreementOn('1.0.0'))).toBe(before)
  })

  it('stays what answers made of it meanwhile', async () => {
    const { cache } = await halfOld()
    const { probe, ends } = probing()
    const stale = await cache.get('peer', probe)
    await started()
    const moved = cache.replace('peer', stale, agreementOn('2.0.0'))
    ends[0]?.resolve(agreementOn('1.0.0'))
    await started()
    expect(await cache.get('peer', probe)).toBe(moved)
  })
})

describe('10,000 peers that are called at once', { timeout: 60_000 }, () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => `peer ${index}`)

  it('are asked once each, no more of them at a time than the cache is told, in the order of the calls', async () => {
    const { cache } = at({ maxProbes: 50 })
    const asked: string[] = []
    let [underWay, most] = [0, 0]
    const probeOf = (key: string) => async () => {
      asked.push(key)
      most = Math.max(most, ++underWay)
      await started()
      underWay--
      return agreementOn('2.0.0')
    }
    await Promise.all(keys.flatMap((key) => [cache.get(key, probeOf(key)), cache.get(key, probeOf(key))]))
    expect([asked, most]).toEqual([keys, 50])
  })

  it('are not asked where all who called have left the queue', async () => {
    const { cache } = at({ maxProbes: 1 })
    const leaving = new AbortController()
    const [blocking, staying, left] = [probing(), probing(), probing()]
    const blocked = cache.get('blocking', blocking.probe)
    const outcomes = Promise.allSettled([
      cache.get('left', left.probe, { signal: leaving.signal }),
      cache.get('staying', staying.probe, { signal: leaving.signal }),
      cache.get('staying', staying.probe),
    ])
    await started()
    leaving.abort()
    blocking.ends[0]?.resolve(agreementOn('1.0.0'))
    await blocked
    await started()
    staying.ends[0]?.resolve(agreementOn('2.0.0'))
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
    expect([staying.ends.length, left.ends.length]).toEqual([1, 0])
    expect((await cache.get('left', async () => agreementOn('1.0.0'))).version).toBe('1.0.0')
  })
})
