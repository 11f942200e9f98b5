import type { Discovered } from '../../client/discover.js'
import type { AnyContractError } from '../../engine/errors.js'

/** What a peer said of itself, as `--json` prints it. Fields are only added. */
export interface PeerReport {
  /** URL without credentials and query. */
  readonly peer: string
  /** `runner` or `orchestrator`; `null` where nothing showed it to be one. */
  readonly contract: string | null
  /** What was agreed on by: `discovery`, the peer's own document, or `evidence`, how an old peer answers. */
  readonly source: Discovered['source'] | null
  /** What it speaks, in its own words and order. */
  readonly versions: readonly SpokenVersion[]
  /** The version that a client of this package would speak to it. */
  readonly agreed: string | null
  /** Why there is no agreement. Code and details are those of ContractError. */
  readonly error: Pick<AnyContractError, 'code' | 'message' | 'details'> | null
  /** How long it took, in milliseconds. */
  readonly ms: number
}

/** A version that a peer speaks; dates as it wrote them. */
export interface SpokenVersion {
  readonly version: string
  readonly deprecated: string | null
  readonly sunset: string | null
}

/** Whether it is known what a peer speaks, be it nothing that is spoken here. */
export const isKnown = ({ error }: PeerReport): boolean => error === null || error.code === 'NO_COMMON_VERSION'
