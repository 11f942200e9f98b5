import { ORPCError } from '@orpc/contract'
import type { AnyContractError, ContractErrorCode } from '../engine/errors.js'

/** Codes that a handler answers with, and their HTTP status. The others never leave the side that throws them. */
const STATUS: Partial<Record<ContractErrorCode, number>> = {
  CONTRACT_VERSION_UNSUPPORTED: 404,
  CONTRACT_VERSION_MISMATCH: 400,
  CONVERSION_REFUSED: 422,
  LOSSY_CONVERSION: 422,
  PROCEDURE_UNAVAILABLE: 501,
}

/** A contract error as it goes over the wire: its code, its message, its details as `data`. */
export function toWireError(error: AnyContractError): ORPCError<string, unknown> {
  const status = STATUS[error.code] ?? 500
  return new ORPCError(error.code, { status, message: error.message, data: error.details, cause: error })
}
