import { ORPCError } from '@orpc/contract'
import { type AnyContractError, ContractError, type ContractErrorCode } from '../engine/errors.js'

/** Codes that a handler answers with, and their HTTP status. The others never leave the side that throws them. */
const STATUS: Partial<Record<ContractErrorCode, number>> = {
  CONTRACT_VERSION_UNSUPPORTED: 404,
  CONTRACT_VERSION_MISMATCH: 400,
  CONVERSION_REFUSED: 422,
  LOSSY_CONVERSION: 422,
  PROCEDURE_UNAVAILABLE: 501,
}

/** A contract error as it goes over the wire: its code, its message, its details as `data`. The whole of it is its cause. */
export function toWireError(error: AnyContractError): ORPCError<string, unknown> {
  const status = STATUS[error.code] ?? 500
  const { message, details } = withoutAnswer(error)
  return new ORPCError(error.code, { status, message, data: details, cause: error })
}

/** Issues of an answer may quote it: fields, too, that the caller's version would not have shown. */
const withoutAnswer = (error: AnyContractError): AnyContractError =>
  error.code === 'CONVERSION_INVALID' && error.details.half !== 'request'
    ? new ContractError(error.code, { ...error.details, issues: [{ message: 'its server knows what' }] })
    : error
