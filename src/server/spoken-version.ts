import major from 'semver/functions/major.js'
import { keep } from '../engine/keep.js'
import { majorInPath, proceduresOf } from '../engine/procedures.js'
import type { ContractVersion } from '../engine/version.js'

/** What a request speaks: a version that is served, one that is not, or two at once. */
export type Spoken =
  | { readonly kind: 'served'; readonly version: ContractVersion }
  | { readonly kind: 'unsupported'; readonly version: string }
  | { readonly kind: 'mismatch'; readonly version: string }
  | { readonly kind: 'unknown-path' }

/** Versions by the `/vN` that their paths live under; the oldest may live under none. */
export interface VersionPaths {
  readonly served: readonly ContractVersion[]
  readonly known: readonly ContractVersion[]
}

/**
 * A request says its version by path and header. Without a header it speaks the oldest served version of its path, because
 * every newer one of the same major understands that too.
 */
export function spokenVersion({ served, known }: VersionPaths, path: string, header: string | undefined): Spoken {
  const inPath = /^\/v(\d+)(?:\/|$)/.exec(path)?.[1]
  const livesHere = (version: ContractVersion) => pathMajor(version) === (inPath === undefined ? undefined : Number(inPath))
  if (header === undefined) return speakByPath(served, known, livesHere, inPath)
  const named = known.find(({ version }) => version === header)
  if (named === undefined) return { kind: 'unsupported', version: header.slice(0, 64) }
  if (!livesHere(named)) return { kind: 'mismatch', version: header }
  return served.includes(named) ? { kind: 'served', version: named } : { kind: 'unsupported', version: header }
}

function speakByPath(
  served: readonly ContractVersion[],
  known: readonly ContractVersion[],
  livesHere: (version: ContractVersion) => boolean,
  inPath: string | undefined,
): Spoken {
  const version = served.find(livesHere)
  if (version !== undefined) return { kind: 'served', version }
  const unserved = known.find(livesHere)?.version
  if (unserved !== undefined) return { kind: 'unsupported', version: unserved }
  return inPath === undefined ? { kind: 'unknown-path' } : { kind: 'unsupported', version: `${inPath}.0.0`.slice(0, 64) }
}

interface PathMajor {
  readonly major: number | undefined
}

const majors = new WeakMap<ContractVersion, PathMajor>()

/** The `N` of the `/vN` that a version lives under; `undefined` for an oldest version without one. */
export const pathMajor = (version: ContractVersion): number | undefined => keep(majors, version, findMajor).major

function findMajor({ version, contracts }: ContractVersion): PathMajor {
  const first = Object.values(contracts).flatMap((contract) => [...proceduresOf(contract).values()])[0]
  return { major: first === undefined ? major(version) : majorInPath(first) }
}
