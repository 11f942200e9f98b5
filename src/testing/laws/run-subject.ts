import fc from 'fast-check'
import type { HalfName } from '../../engine/procedures.js'
import { refusalIn } from '../../engine/refusal.js'
import { literal } from '../value/literal.js'
import { type Breach, type Law, lawTitles, type Verdict } from './law.js'
import type { Subject } from './subject.js'

/** So many attempts make a counterexample smaller, at most. */
const SHRINKS = 1_000

/** So many values that the hop refuses are thrown away for one that it takes, at most. */
const SKIPS = 50

/** A law that a hop breaks, and the smallest value found that shows it. */
export interface LawViolation {
  readonly law: Law
  readonly title: string
  /** `runner.execute` */
  readonly procedure: string
  readonly half: HalfName
  /** Versions between which it shows; `from` is the counterexample's. */
  readonly from: string
  readonly to: string
  readonly problem: string
  /** By name (`value`, `request`, `error`) as TypeScript literals, for a test. Empty for what only all values together show. */
  readonly counterexample: Readonly<Record<string, string>>
}

/** How many values a subject was checked with, and each law on how many of them; and how many the hop refused on purpose. */
export interface LawCheck {
  readonly procedure: string
  readonly half: HalfName
  readonly from: string
  readonly to: string
  readonly values: number
  readonly refused: number
  readonly laws: Readonly<Partial<Record<Law, number>>>
}

export interface RunOptions {
  readonly runs: number
  readonly seed: number
}

/** What became of one subject. */
export interface SubjectResult {
  readonly check: LawCheck
  readonly violations: readonly LawViolation[]
}

/** Checks one subject, whatever its cases are. */
export type RunSubject = (options: RunOptions) => Promise<SubjectResult>

export const runOf = <Case>(subject: Subject<Case>): RunSubject => (options) => runSubject(subject, options)

/** Checks a subject until it passes or every law that it breaks is known. */
async function runSubject<Case>(subject: Subject<Case>, options: RunOptions): Promise<SubjectResult> {
  const violations: LawViolation[] = []
  for (;;) {
    const { check, violation } = await runRound(subject, options, violations.map(({ law }) => law))
    if (violation === undefined) return { check, violations }
    violations.push(violation)
  }
}

async function runRound<Case>(subject: Subject<Case>, { runs, seed }: RunOptions, known: readonly Law[]) {
  const { procedure, half, from, to } = subject
  const laws: Partial<Record<Law, number>> = {}
  let [values, refused] = [0, 0]
  let found: Breach | undefined
  const property = fc.asyncProperty(fc.limitShrink(subject.cases, SHRINKS), async (one) => {
    const verdict = await verdictOn(subject, one)
    if (verdict === 'refused') refused += 1
    if (verdict === 'refused' || verdict.laws.length === 0) return fc.pre(false)
    // while a counterexample shrinks, only the law that it broke first counts
    const breach = verdict.breaches.find(({ law }) => !known.includes(law) && (found === undefined || found.law === law))
    if (breach !== undefined) found = breach
    values += 1
    for (const law of verdict.laws) laws[law] = (laws[law] ?? 0) + 1
    return breach === undefined
  })
  const details = await fc.check(property, { seed, numRuns: runs, maxSkipsPerRun: SKIPS })
  if (details.errorInstance !== null && found === undefined) throw details.errorInstance
  const breach = found ?? (values === 0 && known.length === 0 ? nothingChecked : undefined)
  return { check: { procedure, half, from, to, values, refused, laws } satisfies LawCheck, violation: breach && violationOf(subject, breach, details.counterexample?.[0]) }
}

/** Laws on nothing would hold whatever the hop does. */
const nothingChecked: Breach = { law: 1, problem: 'no value could be checked: the hop refuses all of them' }

/** What a hop refuses on purpose breaks no law, and keeps none: another value is made in its place. */
async function verdictOn<Case>({ check }: Subject<Case>, one: Case): Promise<Verdict | 'refused'> {
  try {
    return await check(one)
  } catch (error) {
    if (refusalIn(error)) return 'refused'
    throw error
  }
}

function violationOf<Case>({ show, procedure, half, from, to }: Subject<Case>, { law, problem }: Breach, one: Case | undefined): LawViolation {
  const parts = one === undefined ? {} : show(one)
  const counterexample = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, literal(part)]))
  return { law, title: lawTitles[law], procedure, half, from, to, problem, counterexample }
}
