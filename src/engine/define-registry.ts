import major from 'semver/functions/major.js'
import { checkHop } from './check-hop.js'
import { checkSequence, checkVersion } from './check-versions.js'
import type { Station } from './compose.js'
import { deriveHop } from './derive.js'
import { ContractError, type Problem } from './errors.js'
import { proceduresOf } from './procedures.js'
import { createRegistry, type Registry } from './registry.js'
import { type HopDefinition, stepsOf } from './runtime-hop.js'
import type { Contracts, ContractVersion } from './version.js'

/** The contracts of the last of these versions. */
export type LatestOf<Versions extends readonly ContractVersion[]> = Versions extends readonly [...unknown[], ContractVersion<infer C>] ? C : Contracts

/**
 * Joins versions (oldest first) and the hops between them. Within a major a hop may be left out: it is derived.
 * `name` is the prefix of the headers.
 * @throws ContractError `REGISTRY_INCOHERENT` with every problem at once
 */
export function defineRegistry<const Versions extends readonly ContractVersion[]>(definition: {
  readonly name: string
  readonly versions: Versions
  readonly hops: readonly HopDefinition[]
}): Registry<LatestOf<Versions>> {
  const { name, versions, hops: given } = definition
  const unordered = checkSequence(versions)
  const pairs = unordered.length > 0 ? [] : versions.slice(1).map((newer, index) => [versions[index]!, newer] as const)
  const resolved = pairs.map(([older, newer]) => resolveHop(given, older, newer))
  const problems = [
    ...checkName(name),
    ...(unordered.length > 0 ? unordered : [...versions.flatMap(checkVersion), ...checkEnds(given, versions)]),
    ...resolved.flatMap(({ problems }) => problems),
  ]
  if (problems.length > 0) throw new ContractError('REGISTRY_INCOHERENT', { registry: name, problems })
  const hops = resolved.map(({ hop }) => hop)
  const latest = versions[versions.length - 1] as ContractVersion<LatestOf<Versions>>
  return createRegistry({ name, versions, latest, hops, stations: stationsOf(name, versions, hops) })
}

function checkName(name: string): readonly Problem[] {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/i.test(name)) return []
  const fix = 'Use letters, digits and hyphens, such as "runners".'
  return [{ rule: 'name-malformed', where: `name ${JSON.stringify(name)}`, problem: 'it cannot begin a header', fix }]
}

/** Every hop joins two neighbours, and no two hops the same. */
function checkEnds(hops: readonly HopDefinition[], versions: readonly ContractVersion[]): readonly Problem[] {
  const ids = versions.map(({ version }) => version)
  return hops.flatMap(({ from, to }, index) => {
    const where = `hop ${from} to ${to}`
    if (!ids.includes(from) || !ids.includes(to)) {
      return [{ rule: 'hop-unknown-version', where, problem: `the versions are ${ids.join(', ')}`, fix: 'Correct its ends or add the version.' }]
    }
    if (ids.indexOf(to) !== ids.indexOf(from) + 1) {
      return [{ rule: 'hop-not-adjacent', where, problem: 'it does not join neighbours, older to newer', fix: 'Write a hop for each pair of neighbours.' }]
    }
    if (hops.findIndex((other) => other.from === from) < index) {
      return [{ rule: 'hop-duplicate', where, problem: 'it is there twice', fix: 'Remove one.' }]
    }
    return []
  })
}

function resolveHop(given: readonly HopDefinition[], older: ContractVersion, newer: ContractVersion) {
  const hop = given.find(({ from, to }) => from === older.version && to === newer.version)
  const derived = major(older.version) === major(newer.version) ? deriveHop(older, newer) : undefined
  // versions of one major share their paths: a hop cannot stand between a peer and what it misreads
  if (hop !== undefined) return { hop, problems: [...checkHop(hop, older, newer), ...(derived?.problems ?? [])] }
  if (derived !== undefined) return derived
  const where = `${older.version} to ${newer.version}`
  const missing: Problem = { rule: 'hop-missing', where, problem: 'a new major has no hop', fix: 'Write one with defineHop and register it.' }
  return { hop: { from: older.version, to: newer.version, contracts: {} }, problems: [missing] }
}

function stationsOf(registry: string, versions: readonly ContractVersion[], hops: readonly HopDefinition[]): readonly Station[] {
  const procedures = versions.map(({ contracts }) => new Map(Object.entries(contracts).map(([name, contract]) => [name, proceduresOf(contract)])))
  return versions.map(({ version }, index) => {
    const hop = hops[index]
    const own = procedures[index]!
    if (hop === undefined) return { registry, version, procedures: own }
    const next = procedures[index + 1]!
    const known = (name: string) => [...(own.get(name)?.keys() ?? []), ...(next.get(name)?.keys() ?? [])]
    const toNext = new Map(Object.entries(hop.contracts).map(([name, steps]) => [name, stepsOf(steps, known(name))]))
    return { registry, version, procedures: own, toNext }
  })
}
