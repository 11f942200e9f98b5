import { oc } from '@orpc/contract'
import { describe, expect, it } from 'vitest'
import type { ContractVersion } from '../engine/version.js'
import { spokenVersion } from './spoken-version.js'

const unprefixed = (version: string): ContractVersion => ({ version, contracts: { task: { ping: oc.route({ path: '/ping' }) } } })
const prefixed = (version: string, major: number): ContractVersion => ({
  version,
  contracts: { task: oc.prefix(`/v${major}`).router({ ping: oc.route({ path: '/ping' }) }) },
})

const [v1, v20, v21, v3] = [unprefixed('1.0.0'), prefixed('2.0.0', 2), prefixed('2.1.0', 2), prefixed('3.0.0', 3)]
const known = [v1, v20, v21, v3]

describe('spokenVersion', () => {
  it.each([
    // path, header, ids served, what is spoken
    ['/ping', undefined, ['1.0.0', '2.0.0', '2.1.0'], 'served 1.0.0'],
    ['/ping', '1.0.0', ['1.0.0', '2.0.0', '2.1.0'], 'served 1.0.0'],
    ['/v2/ping', undefined, ['1.0.0', '2.0.0', '2.1.0'], 'served 2.0.0'],
    ['/v2/ping', '2.1.0', ['1.0.0', '2.0.0', '2.1.0'], 'served 2.1.0'],
    ['/v2/ping', undefined, ['2.1.0'], 'served 2.1.0'],
    ['/v2/ping', '2.0.0', ['2.1.0'], 'unsupported 2.0.0'],
    ['/ping', undefined, ['2.0.0'], 'unsupported 1.0.0'],
    ['/v3/ping', undefined, ['1.0.0', '2.0.0'], 'unsupported 3.0.0'],
    ['/v9/ping', undefined, ['1.0.0', '2.0.0'], 'unsupported 9.0.0'],
    ['/v2/ping', '2.7.0', ['1.0.0', '2.0.0'], 'unsupported 2.7.0'],
    ['/v2/ping', '1.0.0', ['1.0.0', '2.0.0'], 'mismatch 1.0.0'],
    ['/ping', '2.0.0', ['1.0.0', '2.0.0'], 'mismatch 2.0.0'],
    ['/ping', '1.0.0, 2.0.0', ['1.0.0', '2.0.0'], 'unsupported 1.0.0, 2.0.0'],
    ['/v2', undefined, ['2.0.0'], 'served 2.0.0'],
    ['/v2x/ping', undefined, ['1.0.0'], 'served 1.0.0'],
    ['/v2/ping', '__proto__', ['2.0.0'], 'unsupported __proto__'],
    ['/v2/ping', '', ['2.0.0'], 'unsupported '],
  ])('%s with the header %j where %j are served is %s', (path, header, ids, expected) => {
    const served = known.filter(({ version }) => ids.includes(version))
    const spoken = spokenVersion({ served, known }, path, header)
    const id = spoken.kind === 'unknown-path' ? '' : spoken.kind === 'served' ? spoken.version.version : spoken.version
    expect(`${spoken.kind} ${id}`).toBe(expected)
  })

  it('cuts what a hostile header names', () => {
    const spoken = spokenVersion({ served: known, known }, '/v2/ping', '9'.repeat(8192))
    expect(spoken).toStrictEqual({ kind: 'unsupported', version: '9'.repeat(64) })
  })

  it('knows no version where every version lives under a path of its own and the request names none', () => {
    expect(spokenVersion({ served: [v20], known: [v20, v3] }, '/ping', undefined)).toStrictEqual({ kind: 'unknown-path' })
  })
})
