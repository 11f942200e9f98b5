import type { COMMON_ORPC_ERROR_DEFS } from '@orpc/client'
import type { ErrorCodes, ErrorData, Same } from './parsed.js'

/** Codes that oRPC knows without a contract: `NOT_FOUND`, `CONFLICT` and so on. They arrive undefined (untyped). */
export type CommonErrorCode = keyof typeof COMMON_ORPC_ERROR_DEFS

/** An error of a contract. */
export type TypedError<Errors> = {
  [Code in ErrorCodes<Errors>]: undefined extends ErrorData<Errors, Code>
    ? { readonly code: Code; readonly data?: ErrorData<Errors, Code>; readonly message?: string }
    : { readonly code: Code; readonly data: ErrorData<Errors, Code>; readonly message?: string }
}[ErrorCodes<Errors>]

/** An error with one of oRPC's common codes, which no contract types. */
export type CommonError<Errors> = {
  readonly code: Exclude<CommonErrorCode, ErrorCodes<Errors>>
  readonly data?: unknown
  readonly message?: string
}

/** Converts one error; the status comes from the target contract, the message stays unless another is given. */
export type ErrorStep<From, Code extends ErrorCodes<From>, To, Context> = (
  error: { readonly code: Code; readonly data: ErrorData<From, Code>; readonly message: string },
  context: Context,
) => TypedError<To> | CommonError<To>

/** Converts one of oRPC's common errors; without it such an error passes unchanged. */
export type CommonErrorStep<To, Context> = (
  error: { readonly code: string; readonly data: unknown; readonly message: string },
  context: Context,
) => TypedError<To> | CommonError<To>

/** Codes of `From` that `To` lacks or gives other data. */
export type ChangedCodes<From, To> = {
  [Code in ErrorCodes<From>]: Code extends ErrorCodes<To>
    ? Same<ErrorData<From, Code>, ErrorData<To, Code>> extends true
      ? never
      : Code
    : Code
}[ErrorCodes<From>]

/** Where each code goes: every changed one must be said. */
export type ErrorMapping<From, To, Context> = {
  readonly [Code in ChangedCodes<From, To>]: ErrorStep<From, Code, To, Context>
} & {
  readonly [Code in Exclude<ErrorCodes<From>, ChangedCodes<From, To>>]?: ErrorStep<From, Code, To, Context>
} & {
  readonly [Code in Exclude<CommonErrorCode, ErrorCodes<From>>]?: CommonErrorStep<To, Context>
}

/** The mapping of one direction, which must be there where a code changed. */
export type ErrorDirection<Name extends string, From, To, Context> = [ChangedCodes<From, To>] extends [never]
  ? { readonly [N in Name]?: ErrorMapping<From, To, Context> }
  : { readonly [N in Name]: ErrorMapping<From, To, Context> }

/** Where every error code goes, both ways. A code that both sides have with the same data needs no word. */
export type ErrorsHop<Older, Newer, Context> = [ChangedCodes<Older, Newer> | ChangedCodes<Newer, Older>] extends [never]
  ? { readonly errors?: ErrorDirection<'up', Older, Newer, Context> & ErrorDirection<'down', Newer, Older, Context> }
  : { readonly errors: ErrorDirection<'up', Older, Newer, Context> & ErrorDirection<'down', Newer, Older, Context> }
