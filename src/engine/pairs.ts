import type { AnyContractRouter } from '@orpc/contract'
import { type ProcedureDetails, proceduresOf } from './procedures.js'
import type { ContractVersion } from './version.js'

/** One procedure of two adjacent versions; a side that lacks it has `undefined`. */
export interface Pair {
  readonly contract: string
  /** Dotted path within the contract. */
  readonly id: string
  readonly older: ProcedureDetails | undefined
  readonly newer: ProcedureDetails | undefined
}

const proceduresIn = (contract: AnyContractRouter | undefined) =>
  contract === undefined ? new Map<string, ProcedureDetails>() : proceduresOf(contract)

/** Every procedure that either of two versions has. */
export function pairsOf(older: ContractVersion, newer: ContractVersion): readonly Pair[] {
  const names = new Set([...Object.keys(older.contracts), ...Object.keys(newer.contracts)])
  return [...names].flatMap((contract) => {
    const before = proceduresIn(older.contracts[contract])
    const after = proceduresIn(newer.contracts[contract])
    return [...new Set([...before.keys(), ...after.keys()])].map((id) => ({
      contract,
      id,
      older: before.get(id),
      newer: after.get(id),
    }))
  })
}

/** `runner.execute` */
export const procedureName = (contract: string, id: string) => (id === '' ? contract : `${contract}.${id}`)
