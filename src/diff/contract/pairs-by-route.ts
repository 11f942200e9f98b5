import { type Pair, procedureName } from '../../engine/pairs.js'
import { type ProcedureDetails, routeOf } from '../../engine/procedures.js'
import { type Finding, finding } from '../compare/finding.js'

/** Method and path; a parameter's name is of no matter, nor is what the version's own prefix is. */
const routeKey = (details: ProcedureDetails) => {
  const { method, path } = routeOf(details)
  return `${method} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`
}

/** A procedure that has another name and the route of one that is gone: over HTTP it is the same. */
export function pairsByRoute(pairs: readonly Pair[]): { readonly pairs: readonly Pair[]; readonly renamed: readonly Finding[] } {
  const heir = ({ contract, older, newer }: Pair) => {
    if (older === undefined || newer !== undefined) return undefined
    return pairs.find((other) => other.contract === contract && other.older === undefined && other.newer !== undefined && routeKey(other.newer) === routeKey(older))
  }
  const heirs = new Map(pairs.flatMap((pair) => {
    const found = heir(pair)
    return found === undefined ? [] : [[pair, found] as const]
  }))
  const inherited = new Set(heirs.values())
  const joined = pairs.filter((pair) => !inherited.has(pair)).map((pair) => ({ ...pair, newer: heirs.get(pair)?.newer ?? pair.newer }))
  return { pairs: joined, renamed: [...heirs].map(([pair, other]) => renamed(pair, other)) }
}

function renamed({ contract, id, older }: Pair, other: Pair): Finding {
  const { method, path } = routeOf(older!)
  const procedure = procedureName(contract, id)
  const sentence = `${procedure} is called ${procedureName(contract, other.id)}: its route is ${method} ${path} as before`
  return finding({ contract, procedure, direction: 'request', rule: 'procedure-renamed', verdict: 'compatible', oldPointer: '', newPointer: '', sentence })
}
