import { type Pair, pairsOf } from '../../engine/pairs.js'
import type { Registry } from '../../engine/registry.js'
import type { ContractVersion } from '../../engine/version.js'
import type { Finding } from '../compare/finding.js'
import { compareProcedure } from './compare-procedure.js'
import { handlerIn } from './handled-by.js'
import { pairsByRoute } from './pairs-by-route.js'
import { type Report, reportOf } from './report.js'
import { shadowedRoutes } from './shadowed-routes.js'

/** Everything that changed on the wire between two versions, whether or not a registry knows them. */
export function compareVersions(older: ContractVersion, newer: ContractVersion): Report {
  const { pairs, renamed } = pairsByRoute(pairsOf(older, newer))
  const findings = pairs.flatMap((pair) => compareProcedure(pair, older.version, newer.version))
  return report(older, newer, pairs, [...renamed, ...findings, ...shadowedRoutes(pairs, older.version, newer.version)], false)
}

/**
 * The same between two versions of a registry, each breaking finding with the step that handles it.
 * @throws ContractError `NOT_REGISTERED`
 */
export function compareRegistered(registry: Registry, from: string, to: string): Report {
  const [older, newer] = [registry.version(from), registry.version(to)]
  const pairs = pairsOf(older, newer)
  const findings = pairs.flatMap((pair) => {
    const found = compareProcedure(pair, from, to)
    const handler = handlerIn(registry, from, to, pair)
    return found.map((one): Finding => {
      const handledBy = one.verdict === 'compatible' ? undefined : handler(one)
      return handledBy === undefined ? one : { ...one, handledBy }
    })
  })
  return report(older, newer, pairs, [...findings, ...shadowedRoutes(pairs, from, to)], true)
}

const report = (older: ContractVersion, newer: ContractVersion, pairs: readonly Pair[], findings: readonly Finding[], isMigrated: boolean): Report =>
  reportOf({ older: older.version, newer: newer.version, findings, contracts: [...new Set(pairs.map(({ contract }) => contract))], isMigrated })

