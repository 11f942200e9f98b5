import { type Pair, pairsOf, procedureName } from '../../engine/pairs.js'
import { proceduresOf } from '../../engine/procedures.js'
import type { Registry } from '../../engine/registry.js'
import { type HopDefinition, type ProcedureSteps, stepsOf } from '../../engine/runtime-hop.js'
import { type DeclaredLoss, lossesOf } from './declared-loss.js'

/** What `runners-contracts list --json` prints. Fields are only added. */
export interface Overview {
  /** Name of the registry, which begins its headers. */
  readonly name: string
  readonly latest: string
  /** Oldest first. */
  readonly versions: readonly VersionOverview[]
  readonly hops: readonly HopOverview[]
}

/** One version. Dates are ISO 8601. */
export interface VersionOverview {
  readonly version: string
  /** Day on which it was frozen; `null` for a draft. */
  readonly frozen: string | null
  readonly deprecated: string | null
  readonly sunset: string | null
  /** Dotted names of the procedures, by contract. */
  readonly contracts: Readonly<Record<string, readonly string[]>>
}

/** What happens between two neighbours. */
export interface HopOverview {
  readonly from: string
  readonly to: string
  readonly losses: readonly DeclaredLoss[]
  /** Procedures that `missingIn` lacks, and that are built on what it has; what that cannot carry. */
  readonly emulated: readonly { readonly procedure: string; readonly missingIn: string; readonly losses: readonly DeclaredLoss[] }[]
  /** Procedures that `missingIn` lacks and nothing can stand in for. */
  readonly unavailable: readonly { readonly procedure: string; readonly missingIn: string; readonly reason: string }[]
  /** Routes that moved beyond their `/vN`, in a sentence. */
  readonly routes: readonly { readonly procedure: string; readonly route: string }[]
}

/** Everything that a registry says of its versions. `frozenOn` knows when one was frozen. */
export function overviewOf({ name, latest, versions, hops }: Registry, frozenOn: (version: string) => string | null): Overview {
  return {
    name,
    latest: latest.version,
    versions: versions.map(({ version, contracts, deprecated = null, sunset = null }) => ({
      version,
      frozen: frozenOn(version),
      deprecated,
      sunset,
      contracts: Object.fromEntries(Object.entries(contracts).map(([contract, router]) => [contract, [...proceduresOf(router).keys()]])),
    })),
    hops: hops.map((hop, index) => hopOverview(hop, pairsOf(versions[index]!, versions[index + 1]!))),
  }
}

function hopOverview({ from, to, contracts }: HopDefinition, pairs: readonly Pair[]): HopOverview {
  const all = pairs.map((pair) => {
    const known = pairs.filter(({ contract }) => contract === pair.contract).map(({ id }) => id)
    const steps: ProcedureSteps = stepsOf(contracts[pair.contract] ?? {}, known).get(pair.id) ?? {}
    return { procedure: procedureName(pair.contract, pair.id), missingIn: pair.older === undefined ? from : to, steps }
  })
  return {
    from,
    to,
    losses: all.flatMap(({ procedure, steps }) => lossesOf(procedure, steps)),
    emulated: all.flatMap(({ procedure, missingIn, steps: { emulated, losses = [] } }) =>
      emulated === undefined ? [] : [{ procedure, missingIn, losses: lossesOf(procedure, { request: { losses } }) }],
    ),
    unavailable: all.flatMap(({ procedure, missingIn, steps: { unavailable } }) => (unavailable === undefined ? [] : [{ procedure, missingIn, reason: unavailable }])),
    routes: all.flatMap(({ procedure, steps: { route } }) => (route === undefined ? [] : [{ procedure, route }])),
  }
}
