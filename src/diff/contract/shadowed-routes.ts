import { type Pair, procedureName } from '../../engine/pairs.js'
import { majorInPath, type ProcedureDetails, routeOf } from '../../engine/procedures.js'
import { type Finding, finding } from '../compare/finding.js'
import { sidesOf } from './names.js'

/** Procedures whose route takes requests away that older callers send to another: `/run/list` stands before `/run/{id}`. */
export function shadowedRoutes(pairs: readonly Pair[], from: string, to: string): readonly Finding[] {
  const kept = pairs.filter(({ older, newer }) => older !== undefined && newer !== undefined && keyOf(older) === keyOf(newer))
  const fresh = pairs.filter(({ older, newer }) => newer !== undefined && (older === undefined || keyOf(older) !== keyOf(newer)))
  return kept.flatMap((pair) => fresh.filter(({ contract }) => contract === pair.contract).flatMap((other) => shadow(pair, other, from, to)))
}

/** A parameter's name is of no matter. */
const keyOf = (details: ProcedureDetails) => {
  const { method, path } = routeOf(details)
  return `${method} /v${majorInPath(details)} ${path.replaceAll(/\{\+?[^}]*\}/g, '{}')}`
}

function shadow({ contract, id, older }: Pair, other: Pair, from: string, to: string): readonly Finding[] {
  const [before, after] = [older!, other.newer!]
  const [{ method, path }, route] = [routeOf(before), routeOf(after)]
  const taken = method === route.method && majorInPath(before) === majorInPath(after) ? takenPath(path, route.path) : undefined
  if (taken === undefined) return []
  const procedure = procedureName(contract, id)
  const { sender } = sidesOf(contract, from, to).request
  const sentence = `${procedureName(contract, other.id)} (${route.method} ${route.path}) stands before ${procedure} (${path}): what ${sender} send to ${taken} goes there`
  const detail = 'another procedure answers'
  return [finding({ contract, procedure, direction: 'request', rule: 'route-shadowed', verdict: 'breaking', oldPointer: '', newPointer: '', sentence, witness: { method, path: taken }, detail }, route.path)]
}

const isParam = (part: string | undefined) => part?.startsWith('{') === true

/** A path of the older route that the newer one is taken for: what is fixed goes before a parameter, from the left. */
function takenPath(older: string, newer: string): string | undefined {
  const [before, after] = [older, newer].map((path) => path.split('/'))
  const isOpen = before!.at(-1)?.startsWith('{+') === true
  if (isOpen ? after!.length < before!.length : after!.length !== before!.length) return undefined
  const open = before!.length - 1
  const parts = after!.map((part, index) => [isOpen && index >= open ? '{}' : before![index]!, part] as const)
  if (!parts.every(([one, other]) => one === other || isParam(one) || isParam(other))) return undefined
  const first = parts.find(([one, other]) => isParam(one) !== isParam(other))
  return first !== undefined && isParam(first[0]) ? parts.map(([one, other]) => (isParam(other) ? (isParam(one) ? 'x' : one) : other)).join('/') : undefined
}
