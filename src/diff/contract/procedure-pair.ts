import type { ProcedureDetails } from '../../engine/procedures.js'
import type { Sides } from './names.js'

/** Both versions' procedure of one name. */
export interface ProcedurePair {
  readonly contract: string
  readonly procedure: string
  readonly older: ProcedureDetails
  readonly newer: ProcedureDetails
  readonly sides: Sides
}
