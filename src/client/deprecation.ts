import compare from 'semver/functions/compare.js'
import { tell } from '../engine/hook.js'
import { named } from '../engine/named.js'
import { exactVersion } from '../engine/negotiation/exact-version.js'
import type { Registry } from '../engine/registry.js'
import { readSupported } from '../wire/read-supported.js'

/** A version that is spoken with a peer and will not be served for ever. Dates are in ISO 8601; one of them at least is known. */
export interface DeprecatedVersion {
  /** URL of the peer without credentials and query; absent where a link of your own does not name it. */
  readonly peer?: string
  readonly contract: string
  /** The version spoken. */
  readonly version: string
  /** From when on it is deprecated. */
  readonly deprecated?: string
  /** After when it may be served no more. */
  readonly sunset?: string
  /** Who must move: `self` where the peer serves a newer version, be it that this side is pinned, else `peer`. */
  readonly upgrade: 'peer' | 'self'
  /** The version to move to; absent where neither side knows a newer one. */
  readonly to?: string
}

/** Headers of an answer in a version; empty where the peer itself did not send them. */
export type SaidOfVersion = Readonly<Record<'deprecation' | 'sunset' | 'supported', string>>

interface Watched {
  readonly registry: Registry
  readonly contract: string
  readonly version: string
  readonly peer?: string | undefined
  readonly onDeprecated?: ((version: DeprecatedVersion) => void) | undefined
}

/**
 * Looks at the answers in a version, and tells once where the version is deprecated: the hook, and Node as a warning. The peer's own
 * dates count more than those of this side's registry, which is all that there is of a peer older than the headers.
 */
export function deprecationWatch({ registry, contract, version, peer, onDeprecated }: Watched): (said: SaidOfVersion) => void {
  const known = registry.version(version)
  let isTold = false
  return (said) => {
    if (isTold) return
    const deprecated = dateIn(said.deprecation) ?? known.deprecated
    const sunset = httpDateIn(said.sunset) ?? known.sunset
    if (deprecated === undefined && sunset === undefined) return
    isTold = true
    const dates = { ...(deprecated !== undefined && { deprecated }), ...(sunset !== undefined && { sunset }) }
    const notice = { ...named(peer), contract, version, ...dates, ...wayOut(version, registry.latest.version, readSupported(said.supported)) }
    tell(onDeprecated, notice)
    tell(warn, notice)
  }
}

function wayOut(version: string, latest: string, supported: readonly string[] = []): Pick<DeprecatedVersion, 'upgrade' | 'to'> {
  // in whatever order, and with whatever else, a peer writes them
  const newer = supported.filter((one) => exactVersion(one)?.prerelease.length === 0 && compare(one, version) > 0).sort(compare)
  const [to] = newer.slice(-1)
  if (to !== undefined) return { upgrade: 'self', to }
  return latest === version ? { upgrade: 'peer' } : { upgrade: 'peer', to: latest }
}

/** RFC 9745: `@` and seconds since 1970, as a structured field, which may have parameters. A day is named by its first second. */
const dateIn = (header: string) => isoDate(Number(/^@(-?\d{1,15})(?=;|$)/.exec(header)?.[1]) * 1000, 'T00:00:00.000Z')

/** RFC 8594: an HTTP date. `Date.parse` alone takes nearly anything. A day is named by its last second. */
const httpDateIn = (header: string) => (new Date(header).toUTCString() === header ? isoDate(Date.parse(header), 'T23:59:59.000Z') : undefined)

const isoDate = (ms: number, ofDay: string) => (Number.isNaN(new Date(ms).getTime()) ? undefined : new Date(ms).toISOString().replace(ofDay, ''))

/** What a process has warned of. Whoever speaks to more peers hears of the others by the hook alone. */
const warned = new Set<string>()
const MAX_WARNINGS = 10_000

function warn({ peer = 'the peer', contract, version, deprecated, sunset, upgrade, to = 'a newer version' }: DeprecatedVersion): void {
  const { process } = globalThis as { readonly process?: Partial<Pick<NodeJS.Process, 'emitWarning'>> }
  const key = [contract, version, peer].join(' ')
  if (process?.emitWarning === undefined || warned.has(key) || warned.size >= MAX_WARNINGS) return
  warned.add(key)
  const dates = [deprecated && `deprecated from ${deprecated} on`, sunset && `to be withdrawn after ${sunset}`].filter(Boolean).join(', ')
  const way = upgrade === 'self' ? `It serves ${to}: upgrade this side to it, or lift the pin` : `Upgrade it to ${to}`
  process.emitWarning(`The ${contract} at ${peer} is called in contract version ${version}, ${dates}. ${way}.`, {
    type: 'DeprecationWarning',
    code: 'CONTRACT_VERSION_DEPRECATED',
  })
}
