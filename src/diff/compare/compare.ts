import type { Party } from '../parser/party.js'
import { type Change, changesBetween } from './changes.js'
import type { Culprit } from './explain.js'
import { type Direction, type Finding, finding, type Subject, type Verdict } from './finding.js'
import type { Exchange } from './replay.js'
import { parentOf, ruleOf } from './rules.js'
import { type Problem, search, searchBehindWords } from './search.js'
import { stablePointer } from './stable-pointer.js'
import { consequence, describeChange, describeCulprit, type Names } from './sentence.js'
import { idOf } from './explain.js'

/** One half of a call, in both versions. */
export interface Half {
  readonly older: Party
  readonly newer: Party
  readonly subject: Subject
  readonly names: Names
}

/** Everything that changed in one half, and what comes of it; nothing where only words for people did. */
export function compareHalf(half: Half): readonly Finding[] {
  const { older, newer, subject } = half
  const isRequest = subject.direction === 'request'
  const exchange: Exchange = isRequest ? { sender: older, taker: newer, mode: 'input' } : { sender: newer, taker: older, mode: 'output' }
  if (isEqual(older, newer)) return alike(half, exchange)
  const refused = search(exchange, 'accepted')
  const settled = new Set(refused.flatMap(({ culprit }) => (culprit === undefined ? [] : [idOf(culprit)])))
  const isKeeping = !older.zod && !newer.zod
  const lost = isKeeping ? [] : search(exchange, 'kept', settled)
  const changes = changesBetween(isRequest ? older.input : older.output, isRequest ? newer.input : newer.output)
  const known = [...refused.map((problem) => ({ problem, bad: 'breaking' as const })), ...lost.map((problem) => ({ problem, bad: 'lossy' as const }))]
  const blamed = known.map(({ problem, bad }) => ({ problem, bad, changes: changesAt(changes, problem.culprit, subject.direction) }))
  const found = blamed.flatMap((one) => problemFinding(half, one))
  const open = blamed.find(({ problem }) => problem.witness === undefined && problem.culprit === undefined)
  const left = changes.filter((change) => !blamed.some((one) => one.changes.includes(change)))
  const rest = left.map((change) => changeFinding(half, change, open === undefined ? 'compatible' : 'unproven', open === undefined ? '' : openText(open.problem)))
  const findings = merged([...found, ...rest, ...unexplained(half, open, left)])
  return findings.length === 0 && isKeeping ? [reworded(half)] : findings
}

/** The texts are equal; functions with one text may still differ. */
function alike(half: Half, exchange: Exchange): readonly Finding[] {
  const { older, newer } = half
  const problem = /"x-(?:refine|transform|overwrite)":/.test(older.text) ? searchBehindWords(exchange) : undefined
  if (problem !== undefined) return problemFinding(half, { problem, bad: 'breaking', changes: [] })
  return older.words === newer.words ? [] : [reworded(half)]
}

function reworded({ subject }: Half): Finding {
  const sentence = 'only words for people or an order changed: what goes over the wire is the same'
  return finding({ ...subject, rule: 'words-changed', verdict: 'compatible', oldPointer: '', newPointer: '', sentence })
}

const openText = ({ unproven }: Problem) => `undecided: ${unproven.join(', ') || 'what the parser does beyond the schema'}; ${triedText}`

const triedText = 'no proof was found that nothing is refused, and none of some hundred values that were aimed at the difference was'

const isEqual = (older: Party, newer: Party): boolean =>
  older.zod === newer.zod && older.text === newer.text && !older.text.includes('"x-opaque":true')

interface Blamed {
  readonly problem: Problem
  readonly bad: 'breaking' | 'lossy'
  readonly changes: readonly Change[]
}

function problemFinding(half: Half, { problem, bad, changes }: Blamed): readonly Finding[] {
  const { culprit, witness } = problem
  const verdict: Verdict = witness === undefined ? 'unproven' : bad
  if (culprit === undefined && witness === undefined) return []
  const detail = witness?.detail ?? openText(problem)
  const [change] = changes
  if (change !== undefined) return [changeFinding(half, change, verdict, detail, witness?.sent)]
  return [culpritFinding(half, culprit ?? { pointer: '', instance: '' }, verdict, detail, witness?.sent)]
}

function changeFinding(half: Half, change: Change, verdict: Verdict, detail: string, witness?: unknown): Finding {
  const { subject, names } = half
  const { oldPointer, newPointer, key } = change
  const [older, newer] = subject.direction === 'request' ? [half.older.input, half.newer.input] : [half.older.output, half.newer.output]
  const places = [stablePointer(older.root, oldPointer), stablePointer(newer.root, newPointer)]
  const sentence = `${describeChange(change)}: ${consequence(verdict, subject.direction, names, detail)}`
  return finding({ ...subject, rule: ruleOf(change), verdict, oldPointer, newPointer, sentence, ...(witness !== undefined && { witness }), ...(detail !== '' && { detail }) }, key, places)
}

function culpritFinding({ subject, names, older, newer }: Half, culprit: Culprit, verdict: Verdict, detail: string, witness: unknown): Finding {
  const rule = verdict === 'lossy' ? 'field-dropped' : 'condition-unmet'
  const sentence = `${describeCulprit(culprit)}: ${consequence(verdict, subject.direction, names, detail)}`
  const pointers = { oldPointer: culprit.pointer, newPointer: culprit.pointer }
  const taker = subject.direction === 'request' ? newer : older
  const place = stablePointer(taker.input.root, culprit.pointer)
  return finding({ ...subject, rule, verdict, ...pointers, sentence, detail, ...(witness !== undefined && { witness }) }, culprit.key, [place, place])
}

/** Where the proof failed without any change to blame for it. */
function unexplained(half: Half, open: Blamed | undefined, left: readonly Change[]): readonly Finding[] {
  if (open === undefined || left.length > 0) return []
  return [culpritFinding(half, { pointer: '', instance: '' }, 'unproven', openText(open.problem), undefined)]
}

/** The changes that a culprit comes of, the likeliest first. */
function changesAt(changes: readonly Change[], culprit: Culprit | undefined, direction: Direction): readonly Change[] {
  if (culprit === undefined) return []
  const pointerOf = (change: Change) => (direction === 'request' ? change.newPointer : change.oldPointer)
  const { pointer, key, isWhole } = culprit
  const field = key === undefined ? undefined : `${parentOf(pointer)}/properties/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
  if (isWhole) return changes.filter((change) => isWithin(pointerOf(change), pointer))
  const exact = changes.filter((change) => (pointerOf(change) === pointer && (key === undefined || change.key === undefined || change.key === key)) || pointerOf(change) === field)
  const near = changes.filter((change) => !exact.includes(change) && (isWithin(pointer, pointerOf(change)) || (key === undefined && isWithin(pointerOf(change), pointer))))
  const beside = changes.filter((change) => parentOf(pointerOf(change)) === parentOf(pointer))
  return exact.length + near.length > 0 ? [...exact, ...near] : beside
}

const isWithin = (inner: string, outer: string) => inner !== outer && inner.startsWith(`${outer}/`)

/** One change is one finding, with the worst that comes of it. */
function merged(findings: readonly Finding[]): readonly Finding[] {
  const first = new Map<string, Finding>()
  for (const one of findings) if (!first.has(one.fingerprint)) first.set(one.fingerprint, one)
  return [...first.values()]
}
