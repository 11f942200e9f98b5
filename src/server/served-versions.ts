import { ContractError } from '../engine/errors.js'
import type { Registry } from '../engine/registry.js'
import type { ContractVersion } from '../engine/version.js'

/** Versions, oldest first. */
export type Versions = readonly ContractVersion[]

/** The versions to serve. @throws ContractError `NOT_REGISTERED` for one that there is not, or none at all */
export function versionsToServe(registry: Registry, ids: readonly string[] | undefined): Versions {
  const { versions, version } = registry
  if (ids === undefined) return versions
  if (ids.length === 0) throw nothingToServe(registry, 'in []')
  const served = new Set(ids.map(version))
  return versions.filter((known) => served.has(known))
}

/**
 * Those of `versions` that are served at the moment of the call: each until its sunset is over.
 * @throws ContractError `NOT_REGISTERED` where nothing would be left one day
 */
export function servedUntilSunset(registry: Registry, versions: Versions, now: () => number): () => Versions {
  const ends = versions.map(endOf)
  const last = Math.max(...ends)
  if (last !== Infinity) throw nothingToServe(registry, `after ${versions[ends.indexOf(last)]?.sunset} in [${idsOf(versions).join(', ')}]`)
  let kept = versions
  return () => {
    const time = now()
    const left = versions.filter((_, index) => ends[index]! > time)
    // as many are the same ones: each goes once
    if (left.length !== kept.length) kept = left
    return kept
  }
}

const DAY_MS = 86_400_000

/** A sunset without a time is the last day, in UTC, on which a version must be served. */
const endOf = ({ sunset }: ContractVersion) => (sunset === undefined ? Infinity : Date.parse(sunset) + (sunset.includes('T') ? 0 : DAY_MS))

/** Their ids. */
export const idsOf = (versions: Versions) => versions.map(({ version }) => version)

const nothingToServe = ({ name, versions }: Registry, where: string) =>
  new ContractError('NOT_REGISTERED', { registry: name, asked: `version to serve ${where}`, known: idsOf(versions) })
