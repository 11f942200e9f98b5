import { ORPCError } from '@orpc/contract'
import { answerContexts } from './answer-context.js'
import { convertError } from './call-error.js'
import type { Chain } from './chain.js'
import { ContractError } from './errors.js'
import { fresh } from './fresh.js'
import { parseWith } from './parse.js'
import { noCounterpart, type PayloadOptions, requestTrail } from './payload.js'
import type { ErrorValue } from './runtime-hop.js'

/** A typed error as it arrives: `defined` where the caller's contract has it. */
export interface ArrivedError extends ErrorValue {
  readonly defined: boolean
  readonly status: number
}

/**
 * Converts one typed error over a chain whose caller gets it, outside of a call. Its data is parsed where it starts and where it
 * arrives; a code that no contract has may carry anything.
 */
export async function convertErrorPayload(chain: Chain, error: ErrorValue, options: Omit<PayloadOptions, 'half'>): Promise<ArrivedError> {
  if (chain.ending.kind !== 'native') throw noCounterpart(chain, chain.ending)
  const { procedure, source, target, from: caller, to: callee } = chain
  const refused = (to: string) => (issues: readonly unknown[]) =>
    new ContractError('CONVERSION_INVALID', { procedure, half: 'errors', from: callee, to, issues })
  const data = await parseWith(schemaOf(target.errors, error.code), error.data, refused(callee))
  const sent = new ORPCError(error.code, { defined: Object.hasOwn(target.errors, error.code), message: error.message, data })
  const contexts = answerContexts(chain, await requestTrail(chain, options), options.newId)
  const { code, message, defined, status, data: told } = convertError(chain, contexts, sent) as ORPCError<string, unknown>
  const arrived = await parseWith(schemaOf(source.errors, code), told, refused(caller))
  return { defined, code, status, message, data: fresh(arrived) }
}

const schemaOf = <Schema>(errors: Readonly<Record<string, Schema>>, code: string) => (Object.hasOwn(errors, code) ? errors[code] : undefined)
