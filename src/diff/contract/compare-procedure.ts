import { type Pair, procedureName } from '../../engine/pairs.js'
import { type ProcedureDetails, routeOf } from '../../engine/procedures.js'
import { compareHalf } from '../compare/compare.js'
import { type Direction, type Finding, finding } from '../compare/finding.js'
import { partyOf } from '../parser/party.js'
import { isSameDefinition } from '../parser/same-definition.js'
import { compareErrors } from './compare-errors.js'
import { compareRoutes } from './compare-routes.js'
import { type Sides, sidesOf } from './names.js'
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

function comparePart({ contract, procedure, older, newer, sides }: ProcedurePair, direction: Exclude<Direction, 'errors'>): readonly Finding[] {
  if (isSameDefinition(older[direction], newer[direction])) return []
  return compareHalf({
    older: partyOf(older[direction]),
    newer: partyOf(newer[direction]),
    subject: { contract, procedure, direction },
    names: direction === 'request' ? sides.request : sides.answer,
  })
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
