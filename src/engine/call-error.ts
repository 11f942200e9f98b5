import { fallbackORPCErrorStatus } from '@orpc/client'
import { ORPCError } from '@orpc/contract'
import type { Chain } from './chain.js'
import type { AnswerContext } from './hop.js'
import { arrival, runHops } from './migrate.js'
import type { ProcedureDetails } from './procedures.js'
import type { ErrorValue } from './runtime-hop.js'

const nothingLost = () => {}

/** An answer's error as the caller's version has it. What is no error of oRPC, or has no place in a hop, passes unchanged. */
export function convertError(chain: Chain, contextAt: (index: number) => AnswerContext, error: unknown): unknown {
  if (!(error instanceof ORPCError) || chain.legs.errors.length === 0) return error
  // a code of the contract without its data is no error that a step could read
  if (!error.defined && Object.hasOwn(chain.target.errors, error.code)) return error
  const sent: ErrorValue = { code: error.code, data: error.data, message: error.message }
  const received = arrival(runHops(chain.legs.errors, sent, contextAt, nothingLost)) as ErrorValue
  return received === sent && !error.defined ? error : errorIn(chain.source, received, error)
}

/** Status and definedness come from the contract that the error arrives in. */
export function errorIn({ procedure }: ProcedureDetails, { code, data, message }: ErrorValue, cause: ORPCError<string, unknown>) {
  const { errorMap } = procedure['~orpc']
  const item = Object.hasOwn(errorMap, code) ? errorMap[code] : undefined
  const status = item === undefined && code === cause.code ? cause.status : fallbackORPCErrorStatus(code, item?.status)
  return new ORPCError(code, { defined: item !== undefined, status, message, data, cause })
}
