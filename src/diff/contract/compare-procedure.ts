import { type Pair, procedureName } from '../../engine/pairs.js'
import { type ProcedureDetails, routeOf } from '../../engine/procedures.js'
import { compareHalf } from '../compare/compare.js'
import { type Direction, type Finding, finding } from '../compare/finding.js'
import { type Party, partyOf } from '../parser/party.js'
import { isSameDefinition } from '../parser/same-definition.js'
import { compareAbsence } from './compare-absence.js'
import { compareErrors } from './compare-errors.js'
import { compareRoutes } from './compare-routes.js'
import { type Sides, sidesOf } from './names.js'
import { type Renames, renamesOf, withRenames } from './path-params.js'
import type { ProcedurePair } from './procedure-pair.js'

/** Everything that changed of one procedure between two versions. */
export function compareProcedure({ contract, id, older, newer }: Pair, from: string, to: string): readonly Finding[] {
  const procedure = procedureName(contract, id)
  const sides = sidesOf(contract, from, to)
  if (newer === undefined) return older === undefined ? [] : [removed(contract, procedure, older, sides)]
  if (older === undefined) return [added(contract, procedure, newer, sides)]
  const pair = { contract, procedure, older, newer, sides }
  const halves = (['request', 'response', 'events'] as const).flatMap((direction) => comparePart(pair, direction))
  return [...compareRoutes(pair), ...halves, ...compareErrors(pair)]
}

function comparePart(pair: ProcedurePair, direction: Exclude<Direction, 'errors'>): readonly Finding[] {
  const { older, newer } = pair
  const renames: Renames = direction === 'request' ? renamesOf(pair) : new Map()
  if (renames.size === 0 && isSameDefinition(older[direction], newer[direction])) return []
  return [...compareAbsence(pair, direction), ...(renames.size === 0 ? compared(pair, direction, partyOf(older[direction])) : renamed(pair, renames))]
}

function compared({ contract, procedure, newer, sides }: ProcedurePair, direction: Exclude<Direction, 'errors'>, older: Party): readonly Finding[] {
  return compareHalf({
    older,
    newer: partyOf(newer[direction]),
    subject: { contract, procedure, direction },
    names: direction === 'request' ? sides.request : sides.answer,
  })
}

/** Parameters of the path are compared by their places. */
function renamed(pair: ProcedurePair, renames: Renames): readonly Finding[] {
  const { contract, procedure, older, sides } = pair
  const party = withRenames(partyOf(older.request), renames, routeOf(older).inputStructure)
  const names = [...renames].filter(([before, after]) => before !== after).map(([before, after]) => `${before} is ${after}`).join(', ')
  const common = { contract, procedure, direction: 'request', rule: 'route-parameters-renamed', ...root } as const
  const sentence = `parameters in the path of ${procedure} have other names (${names})`
  if (party !== undefined) return [finding({ ...common, verdict: 'compatible', sentence: `${sentence}: only their places go over the wire` }), ...compared(pair, 'request', party)]
  const undecided = `${sentence}: whether ${sides.request.taker} refuse a request for it could not be decided`
  return [finding({ ...common, verdict: 'unproven', sentence: undecided, detail: 'undecided: the schema does not name its fields at its root, or two have one name' })]
}

const root = { oldPointer: '', newPointer: '' }

function removed(contract: string, procedure: string, older: ProcedureDetails, { request }: Sides): Finding {
  const { method, path } = routeOf(older)
  const sentence = `${procedure} was removed: ${request.taker} do not serve ${method} ${path}`
  return finding({ contract, procedure, direction: 'request', rule: 'procedure-removed', verdict: 'breaking', ...root, sentence, witness: { method, path }, detail: 'no such route' })
}

function added(contract: string, procedure: string, newer: ProcedureDetails, { answer }: Sides): Finding {
  const { method, path } = routeOf(newer)
  const sentence = `${procedure} was added (${method} ${path}): ${answer.taker} do not call it`
  return finding({ contract, procedure, direction: 'request', rule: 'procedure-added', verdict: 'compatible', ...root, sentence })
}
