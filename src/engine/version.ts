import type { AnyContractRouter } from '@orpc/contract'

/** The contracts of one version by name, such as `runner` and `orchestrator`. */
export type Contracts = Readonly<Record<string, AnyContractRouter>>

/** A frozen set of contracts with one semver id. */
export interface ContractVersion<C extends Contracts = Contracts> {
  /** Semver, such as `1.0.0`. */
  readonly version: string
  readonly contracts: C
  /** Day from which callers are told to move on, as an ISO 8601 date. */
  readonly deprecated?: string
  /** Day after which it may stop being served, as an ISO 8601 date. */
  readonly sunset?: string
}
