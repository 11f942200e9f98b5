import { checkLossPaths } from './check-loss-paths.js'
import type { Problem } from './errors.js'
import { type Pair, pairsOf, procedureName } from './pairs.js'
import { type ProcedureDetails, routeOf } from './procedures.js'
import { type HopDefinition, type ProcedureSteps, stepsOf } from './runtime-hop.js'
import { fingerprint, isOpaque } from './schema.js'
import type { ContractVersion } from './version.js'

/** What is wrong with a hop, held against the two versions that it joins. */
export function checkHop(hop: HopDefinition, older: ContractVersion, newer: ContractVersion): readonly Problem[] {
  const pairs = pairsOf(older, newer)
  const names = new Set(pairs.map(({ contract }) => contract))
  const strangers = Object.keys(hop.contracts).filter((name) => !names.has(name))
  return [
    ...strangers.map((name) => stranger(hop, name, 'neither version has a contract of this name')),
    ...[...names].flatMap((name) => checkContract(hop, name, pairs.filter(({ contract }) => contract === name))),
  ]
}

function checkContract(hop: HopDefinition, name: string, pairs: readonly Pair[]): readonly Problem[] {
  const steps = stepsOf(hop.contracts[name] ?? {}, pairs.map(({ id }) => id))
  const known = new Set(pairs.map(({ id }) => id))
  const strangers = [...steps.keys()].filter((id) => !known.has(id))
  return [
    ...strangers.map((id) => stranger(hop, procedureName(name, id), 'neither version has a procedure of this name')),
    ...pairs.flatMap((pair) => checkPair(hop, pair, steps.get(pair.id) ?? {})),
  ]
}

const at = ({ from, to }: HopDefinition, what: string) => `hop ${from} to ${to}, ${what}`

const stranger = (hop: HopDefinition, what: string, problem: string): Problem => ({
  rule: 'step-unknown-procedure',
  where: at(hop, what),
  problem,
  fix: 'Remove it, or correct its name.',
})

function checkPair(hop: HopDefinition, { contract, id, older, newer }: Pair, steps: ProcedureSteps): readonly Problem[] {
  const where = at(hop, procedureName(contract, id))
  const decided = steps.emulated !== undefined || steps.unavailable !== undefined
  if (older === undefined || newer === undefined) return decided ? [] : [undecided(where, older === undefined ? hop.from : hop.to)]
  if (decided) return [{ rule: 'procedure-on-both-sides', where, problem: 'both versions have it', fix: 'Convert it: `emulated` and `unavailable` are for procedures that one side lacks.' }]
  return [
    ...checkKind(where, older, newer),
    ...(['request', 'response', 'events'] as const).flatMap((half) => checkHalf(where, half, older, newer, steps)),
    ...checkErrors(where, 'up', older, newer, steps),
    ...checkErrors(where, 'down', newer, older, steps),
    ...checkRoute(where, older, newer, steps),
    ...checkLossPaths(where, older, newer, steps),
  ]
}

const undecided = (where: string, version: string): Problem => ({
  rule: 'procedure-undecided',
  where,
  problem: `${version} lacks it`,
  fix: 'Say `emulated` on top of procedures that are there, or `unavailable` with a reason.',
})

function checkKind(where: string, older: ProcedureDetails, newer: ProcedureDetails): readonly Problem[] {
  if ((older.events === undefined) === (newer.events === undefined)) return []
  return [{ rule: 'stream-changed', where, problem: 'one version streams and the other does not', fix: 'Give the stream a name of its own.' }]
}

function checkHalf(
  where: string,
  half: 'request' | 'response' | 'events',
  older: ProcedureDetails,
  newer: ProcedureDetails,
  steps: ProcedureSteps,
): readonly Problem[] {
  const unseen = isOpaque(older[half]) && older[half] !== newer[half]
  if (steps[half] !== undefined || (!unseen && fingerprint(older[half]) === fingerprint(newer[half]))) return []
  const problem = unseen ? `its ${half} may have changed: the schema does not describe itself` : `its ${half} changed`
  return [{ rule: 'step-missing', where, problem, fix: `Add a \`${half}\` step with \`up\` and \`down\`.` }]
}

function checkErrors(
  where: string,
  direction: 'up' | 'down',
  source: ProcedureDetails,
  target: ProcedureDetails,
  { errors }: ProcedureSteps,
): readonly Problem[] {
  const mapped = errors?.[direction] ?? {}
  const passes = (code: string) => Object.hasOwn(target.errors, code) && fingerprint(source.errors[code]) === fingerprint(target.errors[code])
  return Object.keys(source.errors)
    .filter((code) => !Object.hasOwn(mapped, code) && !passes(code))
    .map((code) => ({ rule: 'error-unmapped', where, problem: `its error ${code} has no place going ${direction}`, fix: `Map it in \`errors.${direction}\`.` }))
}

function checkRoute(where: string, older: ProcedureDetails, newer: ProcedureDetails, { route }: ProcedureSteps): readonly Problem[] {
  const [before, after] = [routeOf(older), routeOf(newer)]
  const changed = (Object.keys(before) as (keyof typeof before)[]).filter((key) => before[key] !== after[key])
  if (changed.length === 0 || route !== undefined) return []
  const problem = `its route changed: ${changed.map((key) => `${key} ${before[key]} to ${after[key]}`).join(', ')}`
  return [{ rule: 'route-changed', where, problem, fix: 'Restore it, or say in a sentence at `route` that it is meant.' }]
}
