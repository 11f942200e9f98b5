import { describe, expect, it } from 'vitest'
import { type AgreementCacheOptions, createAgreementCache } from './agreement-cache.js'
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
  it('rejects all who wait for it, and the next who asks probes again', async () => {
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
})

describe('dropping an agreement', () => {
  it('makes the next who asks probe again', async () => {
    const { cache } = at()
    await cache.drop('peer', await cache.get('peer', async () => agreementOn('1.0.0')))
    expect((await cache.get('peer', async () => agreementOn('2.0.0'))).version).toBe('2.0.0')
  })

  it('leaves another that took its place: who comes late must not undo what was agreed since', async () => {
    const { cache } = at()
    const stale = await cache.get('peer', async () => agreementOn('1.0.0'))
    await cache.drop('peer', stale)
    const fresh = await cache.get('peer', async () => agreementOn('1.0.0'))
    await cache.drop('peer', stale)
    expect(await cache.get('peer', async () => agreementOn('2.0.0'))).toBe(fresh)
  })
})
