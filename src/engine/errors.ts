import type { ContractErrorCode, ContractErrorDetails } from './error-details.js'
import { messages } from './messages.js'

export type { ContractErrorCode, ContractErrorDetails, Loss, Problem } from './error-details.js'

/** The one error of this package. Branch on `code`, read `details`; the message is for people and may change. */
export class ContractError<Code extends ContractErrorCode = ContractErrorCode> extends Error {
  override readonly name = 'ContractError'
  readonly code: Code
  readonly details: ContractErrorDetails[Code]

  constructor(code: Code, details: ContractErrorDetails[Code], options?: ErrorOptions) {
    super(messages[code](details), options)
    this.code = code
    this.details = details
  }
}

/** Every {@link ContractError} by code, so that `switch (error.code)` narrows `error.details`. */
export type AnyContractError = { [Code in ContractErrorCode]: ContractError<Code> }[ContractErrorCode]

/** Whether `error` is a {@link ContractError}, with this code where one is given. */
export function isContractError(error: unknown): error is AnyContractError
export function isContractError<Code extends ContractErrorCode>(error: unknown, code: Code): error is ContractError<Code>
export function isContractError(error: unknown, code?: ContractErrorCode): boolean {
  return error instanceof ContractError && (code === undefined || error.code === code)
}
