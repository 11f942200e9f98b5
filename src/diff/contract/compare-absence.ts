import type { AnySchema } from '@orpc/contract'
import { routeOf } from '../../engine/procedures.js'
import { type Direction, type Finding, finding } from '../compare/finding.js'
import type { ProcedurePair } from './procedure-pair.js'

/** What a parser says to a message without a body; `undefined` where it takes it as none. */
export function refusalOf(schema: AnySchema | undefined): string | undefined {
  if (schema === undefined) return undefined
  const result = schema['~standard'].validate(undefined)
  if (result instanceof Promise) {
    result.catch(() => undefined)
    return undefined
  }
  return result.issues?.map(({ message }) => message).slice(0, 3).join('; ')
}

/** Whether a parser lets nothing through as nothing, rather than with a default for it. */
function leavesNothing(schema: AnySchema | undefined): boolean {
  const result = schema?.['~standard'].validate(undefined)
  return result !== undefined && !(result instanceof Promise) && result.issues === undefined && result.value === undefined
}

/** That a message may be left out altogether, of which JSON Schema says nothing: `z.object({…}).optional()` as a whole request. */
export function compareAbsence(pair: ProcedurePair, direction: Exclude<Direction, 'errors'>): readonly Finding[] {
  const { older, newer } = pair
  if (direction !== 'request') return absence(pair, direction, newer[direction], older[direction])
  const { method, path, inputStructure } = routeOf(older)
  // nothing is an empty query there, and an object of its parts
  if (method === 'GET' || path.includes('{') || inputStructure === 'detailed') return []
  return absence(pair, direction, older[direction], newer[direction])
}

/** The same of an error's data. */
export const compareAbsentData = (pair: ProcedurePair, code: string): readonly Finding[] =>
  absence({ ...pair, procedure: `${pair.procedure} ${code}` }, 'errors', pair.newer.errors[code], pair.older.errors[code])

const called: Readonly<Record<Direction, readonly [string, string]>> = {
  request: ['the request', 'request-required'],
  response: ['the answer', 'response-optional'],
  events: ['an event', 'event-optional'],
  errors: ['the data', 'error-data-optional'],
}

function absence({ contract, procedure, sides }: ProcedurePair, direction: Direction, sender: AnySchema | undefined, taker: AnySchema | undefined): readonly Finding[] {
  const isSent = direction === 'request' ? sender !== undefined && refusalOf(sender) === undefined : leavesNothing(sender)
  const detail = isSent ? refusalOf(taker) : undefined
  if (detail === undefined) return []
  const [what, rule] = called[direction]
  const names = direction === 'request' ? sides.request : sides.answer
  const sentence = `${what} of ${procedure} may be left out by ${names.sender}: ${names.taker} refuse that`
  return [finding({ contract, procedure, direction, rule, verdict: 'breaking', oldPointer: '', newPointer: '', sentence, witness: { 'content-length': '0' }, detail })]
}
