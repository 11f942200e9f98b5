import type { Chain } from './chain.js'
import { composeChain, type Station } from './compose.js'
import { ContractError, type Loss } from './errors.js'
import { keep } from './keep.js'
import { type Converted, convertPayload, requestLosses } from './payload.js'
import type { HalfName } from './procedures.js'
import type { HopDefinition } from './runtime-hop.js'
import type { Contracts, ContractVersion } from './version.js'

/** Between which versions a value is converted. */
export interface FromTo {
  /** Version the value is in. */
  readonly from: string
  /** Version the value shall be in. */
  readonly to: string
}

/** The versions and hops of a set of contracts, known to fit together. Made by `defineRegistry`. */
export interface Registry<Latest extends Contracts = Contracts> {
  /** Prefix of the headers: `runners` speaks `Runners-Contract-Version`. */
  readonly name: string
  /** From oldest to newest. */
  readonly versions: readonly ContractVersion[]
  readonly latest: ContractVersion<Latest>
  readonly hops: readonly HopDefinition[]
  /** The version with this id. @throws ContractError `NOT_REGISTERED` */
  readonly version: (id: string) => ContractVersion
  /** The chain of one procedure, composed at the first call and kept. @throws ContractError `NOT_REGISTERED` */
  readonly chain: (contract: string, path: readonly string[], from: string, to: string) => Chain
  /**
   * Converts one payload of `runner.execute` and the like; an answer may need `request`, the call's request in version `to`.
   * @throws ContractError `NOT_REGISTERED`, `PROCEDURE_UNAVAILABLE`, `CONVERSION_REFUSED`, `ANSWER_INVALID` where a hop refuses it,
   * `CONVERSION_INVALID` where either version does
   */
  readonly migrate: (
    procedure: string,
    half: Exclude<HalfName, 'errors'>,
    value: unknown,
    between: FromTo & { readonly request?: unknown },
  ) => Promise<Converted>
  /**
   * What a request, parsed in version `from`, would lose on the way to `to`. Pure; nothing is sent.
   * @throws ContractError `NOT_REGISTERED`, `PROCEDURE_UNAVAILABLE`, `CONVERSION_REFUSED` where it would not get there at all
   */
  readonly losses: (procedure: string, value: unknown, between: FromTo) => readonly Loss[]
}

interface Parts<Latest extends Contracts> {
  readonly name: string
  readonly versions: readonly ContractVersion[]
  readonly latest: ContractVersion<Latest>
  readonly hops: readonly HopDefinition[]
  readonly stations: readonly Station[]
}

/** A registry over parts that are known to fit together. */
export function createRegistry<Latest extends Contracts>({ stations, ...parts }: Parts<Latest>): Registry<Latest> {
  const indexOf = (id: string) => indexIn(parts.name, parts.versions, id)
  const chain = keepChains((contract, id, from, to) => composeChain(stations, contract, id, indexOf(from), indexOf(to)))
  const chainOf = (procedure: string, from: string, to: string) => {
    const [contract = '', ...path] = procedure.split('.')
    return chain(contract, path, from, to)
  }
  return {
    ...parts,
    version: (id) => parts.versions[indexOf(id)]!,
    chain,
    migrate: async (procedure, half, value, { from, to, request }) => {
      const [caller, callee] = half === 'request' ? [from, to] : [to, from]
      return convertPayload(chainOf(procedure, caller, callee), value, { half, newId: randomId, request })
    },
    losses: (procedure, value, { from, to }) => requestLosses(chainOf(procedure, from, to), value, randomId),
  }
}

/** A new unique id. */
export const randomId = (): string => crypto.randomUUID()

type Compose = (contract: string, id: string, from: string, to: string) => Chain

function keepChains(compose: Compose): Registry['chain'] {
  const chains = new Map<string, Chain>()
  return (contract, path, from, to) => {
    const id = path.join('.')
    return keep(chains, `${contract}.${id} ${from} ${to}`, () => compose(contract, id, from, to))
  }
}

function indexIn(registry: string, versions: readonly ContractVersion[], id: string): number {
  const index = versions.findIndex(({ version }) => version === id)
  if (index >= 0) return index
  const known = versions.map(({ version }) => version)
  throw new ContractError('NOT_REGISTERED', { registry, asked: `version ${id}`, known })
}
