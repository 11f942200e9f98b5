import { compile } from '../formula/compile.js'
import type { Formula } from '../formula/formula.js'
import { holds } from '../formula/holds.js'
import type { Reading } from '../formula/reading.js'
import { schemaPointerAt } from '../parser/place.js'
import type { Document } from '../schema/document.js'
import { asRecord, at, token } from '../schema/json.js'
import type { Goal } from '../solve/run.js'
import { type Memory, newMemory, solve } from '../solve/solver.js'
import { type Culprit, explain, idOf } from './explain.js'
import { hunt } from './hunt.js'
import { type Exchange, replay, type Witness } from './replay.js'
import { shrink } from './shrink.js'

/** Something wrong: the condition and a value that was seen to fail it, or why neither could be shown. */
export interface Problem {
  readonly culprit: Culprit | undefined
  readonly witness: Witness | undefined
  /** What no parser could be made to show. */
  readonly unproven: readonly string[]
}

/** More problems than this in one place are not looked for. */
const MOST_PROBLEMS = 100

interface Readings {
  readonly sends: Reading
  readonly takes: Reading
  readonly memory: Memory
}

function readings({ sender, taker, mode }: Exchange, by: Reading['by']): Readings {
  const compiled = new Map<string, Formula>()
  return {
    sends: { document: sender[mode], role: 'sends', by, zod: sender.zod, mode, relaxed: new Set(), foreign: foreignNames(sender[mode], taker.input), compiled },
    takes: { document: taker.input, role: 'takes', by, zod: taker.zod, mode: 'input', relaxed: new Set(), compiled },
    memory: newMemory(),
  }
}

/** The names that only the other side has, anywhere or at the same place. */
function foreignNames(sent: Document, taken: Document): (pointer: string) => readonly string[] {
  const [own, others] = [namesIn(sent.root), namesIn(taken.root)]
  const everywhere = [...others].filter((name) => !own.has(name))
  return (pointer) => [...new Set([...everywhere, ...Object.keys(asRecord(asRecord(at(taken.root, pointer))['properties']))])].sort()
}

const formulaOf = (reading: Reading) => compile(reading.document.root, '', reading)

/** Everything that is sent and not taken, one condition after the other: each is left out once it is found. */
export function search(exchange: Exchange, by: Reading['by'], settled: ReadonlySet<string> = new Set()): readonly Problem[] {
  const problems: Problem[] = []
  const relaxed = new Set(settled)
  const both = readings(exchange, by)
  while (problems.length < MOST_PROBLEMS) {
    const problem = next(exchange, { ...both, takes: { ...both.takes, relaxed: new Set(relaxed) } })
    if (problem === undefined) return problems
    problems.push(problem)
    if (problem.culprit === undefined) return problems
    if (relaxed.has(idOf(problem.culprit))) break
    relaxed.add(idOf(problem.culprit))
  }
  return [...problems, { culprit: undefined, witness: undefined, unproven: ['what lies behind the problems found here'] }]
}

/**
 * What functions do that read alike, such as refinements made by one factory with another limit: no text tells them apart,
 * values may.
 */
export function searchBehindWords(exchange: Exchange): Problem | undefined {
  const { sends, takes } = readings(exchange, 'accepted')
  const isRefused = (value: unknown) => replay(exchange, value)?.kind === 'refused'
  const value = hunt(exchange, { meets: [formulaOf(sends)], fails: [] }, isRefused)
  if (value === undefined) return undefined
  const witness = replay(exchange, shrink(value, isRefused))
  return { culprit: culpritBy(undefined, witness, takes.document, sends.document), witness, unproven: [] }
}

function next(exchange: Exchange, { sends, takes, memory }: Readings): Problem | undefined {
  const goal = goalOf(sends, takes)
  const outcome = solve(goal, { memory })
  if (outcome.kind === 'none') return undefined
  const wanted = takes.by === 'kept' ? 'lossy' : 'refused'
  const shows = (value: unknown) => replay(exchange, value)?.kind === wanted
  const { root } = takes.document
  const candidate = outcome.kind === 'value' ? outcome.value : undefined
  const value = outcome.kind === 'value' && shows(candidate) ? candidate : hunt(exchange, goal, (some) => shows(some) && isNew(takes, some))
  if (value === undefined) {
    const why = outcome.kind === 'value' ? outcome.unsure : outcome.why
    const blamed = outcome.kind === 'value' ? (explain(root, '', candidate, '', takes)[0] ?? explain(root, '', candidate, '', takes, undefined, undefined)[0]) : undefined
    return { culprit: settledAtOnce(blamed, sends.document), witness: undefined, unproven: why }
  }
  const blamed = culpritBy(explain(root, '', value, '', takes)[0], replay(exchange, value), takes.document, sends.document)
  const onlyThis = formulaOf({ ...takes, relaxed: new Set([idOf(blamed)]) })
  const start = isolated(goalOf(sends, { ...takes, relaxed: new Set() }), onlyThis, blamed, value, shows, memory)
  const isAlone = holds(onlyThis, start) === true
  const stillShows = (smaller: unknown) => shows(smaller) && blames(takes, smaller, blamed, sends.document) && (!isAlone || holds(onlyThis, smaller) === true)
  const alone = shrink(start, stillShows)
  return { culprit: blamed, witness: replay(exchange, alone), unproven: [] }
}

const isNew = (takes: Reading, value: unknown) => takes.relaxed.size === 0 || holds(formulaOf(takes), value) !== true

/** What is sent and not taken; of what is dropped, only what is not refused anyway. */
function goalOf(sends: Reading, takes: Reading): Goal {
  const accepted = takes.by === 'kept' ? [formulaOf({ ...takes, by: 'accepted', relaxed: new Set() })] : []
  return { meets: [formulaOf(sends), ...accepted], fails: [formulaOf(takes)] }
}

/** A value that fails nothing but one condition, where there is one. */
function isolated({ meets, fails }: Goal, onlyThis: Formula, blamed: Culprit, value: unknown, shows: (value: unknown) => boolean, memory: Memory): unknown {
  if (blamed.isWhole) return value
  const outcome = solve({ meets: [...meets, onlyThis], fails }, { memory })
  return outcome.kind === 'value' && shows(outcome.value) ? outcome.value : value
}

function blames(takes: Reading, value: unknown, blamed: Culprit, sent: Document): boolean {
  const culprit = settledAtOnce(explain(takes.document.root, '', value, '', takes)[0], sent)
  return culprit === undefined ? blamed.isWhole === true : idOf(culprit) === idOf(blamed)
}

/** Where the schema has no word for it, the parser's own path says what is to blame. */
function culpritBy(said: Culprit | undefined, witness: Witness | undefined, taken: Document, sent: Document): Culprit {
  const known = settledAtOnce(said, sent)
  if (known !== undefined) return known
  const path = witness?.path ?? []
  return { pointer: schemaPointerAt(taken, path), instance: path.map(token).join(''), isWhole: true }
}

/** Fields that the sender has no name for are refused or dropped all alike: one of them stands for the others. */
function settledAtOnce(culprit: Culprit | undefined, sent: Document): Culprit | undefined {
  if (culprit?.key === undefined || !culprit.pointer.endsWith('/additionalProperties')) return culprit
  const { key, ...others } = culprit
  return namesIn(sent.root).has(key) ? culprit : others
}

const known = new WeakMap<object, ReadonlySet<string>>()

/** Every name that a schema gives a field. */
function namesIn(schema: unknown): ReadonlySet<string> {
  if (typeof schema !== 'object' || schema === null) return new Set()
  const before = known.get(schema)
  if (before !== undefined) return before
  const { properties, required } = schema as { readonly properties?: object; readonly required?: unknown }
  const own = [...Object.keys(properties ?? {}), ...(Array.isArray(required) ? required.map(String) : [])]
  const names = new Set([...own, ...Object.values(schema).flatMap((child) => [...namesIn(child)])])
  known.set(schema, names)
  return names
}
