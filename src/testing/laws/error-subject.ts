import { COMMON_ORPC_ERROR_DEFS, createORPCErrorFromJson, isORPCErrorJson } from '@orpc/client'
import { ORPCError, validateORPCError } from '@orpc/contract'
import fc from 'fast-check'
import { convertError } from '../../engine/call-error.js'
import type { Chain } from '../../engine/chain.js'
import type { AnswerContext } from '../../engine/hop.js'
import type { ProcedureDetails } from '../../engine/procedures.js'
import type { ProcedureSteps } from '../../engine/runtime-hop.js'
import { parseSync, type Sample, samples } from '../arbitrary.js'
import { jsonValue } from '../arbitrary/json-value.js'
import { anyString } from '../arbitrary/string.js'
import { differences } from '../value/differences.js'
import { deepFreeze } from '../value/frozen.js'
import { answerContext, type Asked, askedBy } from './asked.js'
import { valueAt } from './cover.js'
import { type Breach, messageOf, type Verdict } from './law.js'
import type { Subject } from './subject.js'
import type { Trip } from './trip.js'
import type { GivenValues } from './values.js'
import { saidBy } from './said-by.js'
import { throughText } from './wire.js'

/** An error of one side, and the request that it answers. */
interface Case {
  readonly code: string
  readonly data: Sample
  readonly message: string
  readonly asked: Asked
}

/** A trip of errors: which codes there are, and how each side reads them. */
export interface ErrorTrip {
  readonly trip: Trip
  readonly start: ProcedureDetails
  readonly other: ProcedureDetails
  /** Calls of the other side, which errors answer going there; and of the start. */
  readonly there: Chain
  readonly back: Chain
  readonly mapped: NonNullable<ProcedureSteps['errors']>
}

/** Laws 1 to 3 and 5 to 8 on typed errors; `undefined` where a side has none to send. */
export function errorSubject(errors: ErrorTrip, given: GivenValues): Subject<Case> | undefined {
  const { trip, start, mapped } = errors
  const codes = [...new Set([...Object.keys(start.errors), ...Object.keys(mapped[trip.direction] ?? {})])]
  if (codes.length === 0) return undefined
  const asked = askedBy(trip, 'newer', given)
  return {
    procedure: trip.procedure,
    half: 'errors',
    from: trip.start.version,
    to: trip.other.version,
    cases: fc.oneof(...codes.map((code) => casesOf(errors, code, asked))),
    check: (one) => checkError(errors, one),
    show: ({ code, data, message, asked }) => ({ error: { code, data: data.wire, message }, request: asked.wire }),
  }
}

function casesOf({ trip, start }: ErrorTrip, code: string, asked: fc.Arbitrary<Asked>): fc.Arbitrary<Case> {
  const schema = start.errors[code]
  const free = jsonValue.map((value) => ({ wire: value, parsed: value }))
  const data = schema === undefined ? free : samples(schema, `the data of ${code} of ${trip.procedure} in ${trip.start.version}`)
  return fc.record({ code: fc.constant(code), data, message: anyString, asked }, { noNullPrototype: true })
}

async function checkError(errors: ErrorTrip, { code, data, message, asked }: Case): Promise<Verdict> {
  if (!asked.isSound) return { laws: [], breaches: [] }
  const { trip, start } = errors
  const frozen = deepFreeze(data.parsed)
  const context = answerContext(asked)
  const sent = new ORPCError(code, { defined: Object.hasOwn(start.errors, code), data: data.parsed, message })
  try {
    const breaches = [...checkTravel(errors, sent, context), ...checkUnknown(errors, context)]
    const changed: readonly Breach[] = frozen.isUntouched() ? [] : [{ law: 6, problem: `a date of the error ${code} is changed on its way` }]
    const overWire = breaches.length > 0 ? [] : await checkErrorWire(errors, sent, context)
    return { laws: [1, trip.direction === 'up' ? 2 : 3, 5, 6, 7, 8], breaches: [...breaches, ...changed, ...overWire] }
  } catch (error) {
    return { laws: [7], breaches: [{ law: 7, problem: `converting ${code} going ${trip.direction} throws: ${messageOf(error)}` }] }
  }
}

type AnyError = ORPCError<string, unknown>

/**
 * An error that comes back is the same. One that is mapped may come back as another, which declares what is lost; and a typed one
 * that comes back as itself may hold what the request says. A second round trip changes nothing in any case.
 */
function checkTravel({ trip, there, back, start, other, mapped }: ErrorTrip, sent: AnyError, context: AnswerContext): readonly Breach[] {
  const arrived = carry(there, sent, context)
  const placed = checkPlace(trip, other, sent, arrived)
  if (placed.length > 0) return placed
  const returned = carry(back, arrived, context)
  const again = carry(back, carry(there, returned, context), context)
  const isMapped = Object.hasOwn(mapped[trip.direction] ?? {}, sent.code)
  const isItself = returned.code === sent.code && Object.hasOwn(start.errors, sent.code)
  const asked = saidBy(context.request)
  const changed = isMapped && !isItself ? [] : differences(plain(sent), plain(returned))
  const lost = changed.filter(({ segments }) => !isMapped || !asked.has(valueAt(plain(returned), segments)))
  const unsettled = differences(plain(returned), plain(again))
  return [
    ...lost.slice(0, 1).map(({ path }) => ({ law: trip.direction === 'up' ? 2 : 3, problem: `the error ${sent.code} comes back with another ${path}` }) as const),
    ...unsettled.slice(0, 1).map(({ path }) => ({ law: 5, problem: `a second round trip of the error ${sent.code} changes its ${path}` }) as const),
  ]
}

function checkPlace({ direction, other: { version } }: Trip, { errors }: ProcedureDetails, { code }: AnyError, arrived: AnyError): readonly Breach[] {
  if (!Object.hasOwn(errors, arrived.code)) {
    if (Object.hasOwn(COMMON_ORPC_ERROR_DEFS, arrived.code)) return []
    return [{ law: 7, problem: `the error ${code} has no place going ${direction}: ${version} does not know ${arrived.code}` }]
  }
  const { refusal } = parseSync(errors[arrived.code], arrived.data)
  return refusal === undefined ? [] : [{ law: 1, problem: `the error ${code} going ${direction} gives data that ${arrived.code} in ${version} refuses: ${refusal}` }]
}

const plain = ({ code, data, message }: AnyError) => ({ code, data, message })
const carry = (chain: Chain, error: AnyError, context: AnswerContext) => convertError(chain, () => context, error) as AnyError

/** What neither side's contract knows passes as it is, the very same error. */
function checkUnknown({ there }: ErrorTrip, context: AnswerContext): readonly Breach[] {
  const strangers = [new Error('not of oRPC'), new ORPCError('NEVER_HEARD_OF', { status: 418, data: { deep: [null] } })]
  const changed = strangers.filter((error) => convertError(there, () => context, error) !== error)
  return changed.map(({ message }) => ({ law: 7, problem: `an unknown error does not pass unchanged: ${message}` }))
}

/** A typed error that is sent on in JSON is typed still where it arrives. */
async function checkErrorWire({ trip, there, other }: ErrorTrip, sent: AnyError, context: AnswerContext): Promise<readonly Breach[]> {
  const arrived = carry(there, sent, context)
  const json = throughText(arrived.toJSON())
  if (!isORPCErrorJson(json)) return [{ law: 8, problem: `the error ${sent.code} cannot be sent over the wire` }]
  const read = await validateORPCError(other.procedure['~orpc'].errorMap, createORPCErrorFromJson(json))
  if (read.code === arrived.code && read.defined === Object.hasOwn(other.errors, arrived.code)) return []
  return [{ law: 8, problem: `over the wire, ${trip.other.version} does not read the error ${sent.code} as ${arrived.code}` }]
}
