import type { AnySchema } from '@orpc/contract'
import { routeOf } from '../../engine/procedures.js'
import { describeSchema } from '../../engine/schema.js'
import { type Finding, finding, type Verdict } from '../compare/finding.js'
import { refusalOf } from './compare-absence.js'
import type { ProcedurePair } from './procedure-pair.js'

type Route = ReturnType<typeof routeOf>

interface Change {
  readonly rule: string
  readonly verdict: Verdict
  readonly sentence: string
  readonly witness?: unknown
  readonly detail?: string
}

/** What changed of the way a procedure is called; a version's own prefix is no change. */
export function compareRoutes(pair: ProcedurePair): readonly Finding[] {
  const [older, newer] = [routeOf(pair.older), routeOf(pair.newer)]
  const changes = [...moved(pair, older, newer), ...status(pair, older, newer), ...structure(pair, older, newer), ...stream(pair)]
  const { contract, procedure } = pair
  return changes.map((change) => finding({ contract, procedure, direction: change.rule.startsWith('request') || change.rule.startsWith('route') ? 'request' : 'response', oldPointer: '', newPointer: '', ...change }))
}

function moved({ procedure, sides }: ProcedurePair, older: Route, newer: Route): readonly Change[] {
  const [before, after] = [older, newer].map(({ method, path }) => `${method} ${named(path)}`)
  if (before === after) return []
  const sentence = `${procedure} moved from ${older.method} ${older.path} to ${newer.method} ${newer.path}: ${sides.request.taker} do not serve the old route`
  return [{ rule: 'route-moved', verdict: 'breaking', sentence, witness: { method: older.method, path: older.path }, detail: 'no such route' }]
}

/** Parameters are at one place whatever their names are. */
const named = (path: string) => path.replaceAll(/\{[^}]*\}/g, '{}')

const contentless = new Set<unknown>(['undefined', 'void'])

/** Whether an answer is ever more than nothing. */
const hasContent = (response: AnySchema | undefined) => response !== undefined && !contentless.has(describeSchema(response, 'output')?.['x-type'])

/** Statuses that have no body (Fetch, null body status). */
const bodiless = new Set([204, 205, 304])

function status({ procedure, sides, older: before, newer: after }: ProcedurePair, older: Route, newer: Route): readonly Change[] {
  const { successStatus } = newer
  if (older.successStatus === successStatus) return []
  const change = `${procedure} succeeds with ${successStatus} instead of ${older.successStatus}`
  const shown = { rule: 'response-status-changed', witness: { status: successStatus } }
  const isLost = bodiless.has(successStatus) && !bodiless.has(older.successStatus) && hasContent(after.response)
  if (!isLost) return [{ rule: shown.rule, verdict: 'compatible', sentence: `${change}: ${sides.answer.taker} take any status below 400 for success` }]
  const refusal = refusalOf(before.response)
  if (refusal !== undefined) return [{ ...shown, verdict: 'breaking', sentence: `${change}, which has no body: ${sides.answer.taker} refuse this answer`, detail: refusal }]
  return [{ ...shown, verdict: 'lossy', sentence: `${change}, which has no body: ${sides.answer.taker} lose it`, detail: 'the body' }]
}

function structure({ procedure, sides }: ProcedurePair, older: Route, newer: Route): readonly Change[] {
  const halves = [
    { rule: 'request-structure-changed', before: older.inputStructure, after: newer.inputStructure, half: 'request', taker: sides.request.taker },
    { rule: 'response-structure-changed', before: older.outputStructure, after: newer.outputStructure, half: 'answer', taker: sides.answer.taker },
  ]
  return halves.filter(({ before, after }) => before !== after).map(({ rule, before, after, half, taker }) => ({
    rule,
    verdict: 'unproven',
    sentence: `the ${half} of ${procedure} is ${after} instead of ${before}: what ${taker} read has moved between path, query, headers and body`,
    detail: 'undecided: the schemas are compared as if it had not moved',
  }))
}

function stream({ procedure, sides, older, newer }: ProcedurePair): readonly Change[] {
  if ((older.events === undefined) === (newer.events === undefined)) return []
  const [before, after] = older.events === undefined ? ['one answer', 'a stream'] : ['a stream', 'one answer']
  const witness = { 'content-type': newer.events === undefined ? 'application/json' : 'text/event-stream' }
  return [{ rule: 'response-stream-changed', verdict: 'breaking', sentence: `${procedure} gives ${after} instead of ${before}: ${sides.answer.taker} refuse this answer`, witness, detail: `${before} was expected` }]
}
