import type { Chain } from '../../engine/chain.js'
import { proceduresOf } from '../../engine/procedures.js'
import type { Registry } from '../../engine/registry.js'
import type { DeclaredLoss } from '../list/declared-loss.js'
import { type HopOverview, overviewOf } from '../list/overview.js'

/** What calls lose on one hop. Fields are those of `runners-contracts list`. */
export type LostOnHop = Omit<HopOverview, 'routes'>

/** What calls of the latest version can lose on the way to a peer of `version`, and their answers on the way back, hop by hop. */
export function lostTo(registry: Registry, contract: string, version: string): readonly LostOnHop[] {
  const { latest, versions } = registry
  const ids = versions.map((one) => one.version)
  const procedures = [...proceduresOf(latest.contracts[contract] ?? {}).values()]
  const all = procedures.map(({ path }) => registry.chain(contract, path, latest.version, version))
  const chains = new Map(all.map((chain) => [chain.procedure, chain]))
  return overviewOf(registry, () => null)
    .hops.filter(({ from }) => ids.indexOf(from) >= ids.indexOf(version))
    .map((hop) => lostOn(hop, chains, ids))
    .toReversed()
}

function lostOn(hop: HopOverview, chains: ReadonlyMap<string, Chain>, ids: readonly string[]): LostOnHop {
  const { from, to, losses, emulated, unavailable } = hop
  /** A call that cannot end anywhere loses nothing on the way. */
  const isCrossed = ({ procedure }: DeclaredLoss) => {
    const chain = chains.get(procedure)
    return chain !== undefined && chain.ending.kind !== 'unavailable' && ids.indexOf(chain.to) <= ids.indexOf(from)
  }
  const endsHere = (kind: Chain['ending']['kind']) => ({ procedure }: { readonly procedure: string }) => {
    const chain = chains.get(procedure)
    return chain?.ending.kind === kind && chain.to === to
  }
  return {
    from,
    to,
    losses: losses.filter((loss) => isOnTheWay(loss) && isCrossed(loss)),
    emulated: emulated.filter(endsHere('emulated')).map((one) => ({ ...one, losses: one.losses.filter(isOnTheWay) })),
    unavailable: unavailable.filter(endsHere('unavailable')),
  }
}

/** A request goes down, its answer comes up. */
const isOnTheWay = ({ half, direction }: DeclaredLoss) => direction === (half === 'request' ? 'down' : 'up')
