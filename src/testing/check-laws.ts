import type { HalfName } from '../engine/procedures.js'
import type { Registry } from '../engine/registry.js'
import { lawTitles } from './laws/law.js'
import { staleIn } from './laws/ledger.js'
import { type LawCheck, type LawViolation, type RunOptions, type SubjectResult } from './laws/run-subject.js'
import { type Unit, unitsOf } from './laws/units.js'
import { givenIn, type HandMadeValues } from './laws/values.js'

/** How laws are checked. */
export interface LawOptions {
  /** Values for each procedure, half and direction; 1,000 unless said. */
  readonly runs?: number
  /** The same seed gives the same values; 1 unless said. */
  readonly seed?: number
  /** Only these, such as `runner.execute`; all unless said. */
  readonly procedures?: readonly string[]
  /** Only these halves; all unless said. */
  readonly halves?: readonly HalfName[]
  /** Wire values by hand, by `runner.execute request 1.0.0`, where a schema does not describe itself. */
  readonly values?: HandMadeValues
}

/** What became of it. Nothing is wrong where there are no violations. */
export interface LawReport {
  readonly seed: number
  readonly runs: number
  readonly checks: readonly LawCheck[]
  readonly violations: readonly LawViolation[]
}

/** From so many values on a declared loss that none of them shows is called stale. */
const ENOUGH = 100

/**
 * Holds every hop of a registry to the laws, on values generated from the schemas. What is declared and never shown by any value is
 * refused as stale from 100 values on.
 * @throws TypeError where a schema's values cannot be generated; give them in `values`
 */
export async function checkLaws(registry: Registry, options: LawOptions = {}): Promise<LawReport> {
  const { runs = 1_000, seed = 1, procedures, halves, values = {} } = options
  const units = unitsOf(registry, givenIn(values)).filter(
    ({ procedure, half }) => (procedures?.includes(procedure) ?? true) && (halves?.includes(half) ?? true),
  )
  const checks: LawCheck[] = []
  const violations: LawViolation[] = []
  for (const unit of units) {
    const found = await checkUnit(unit, { runs, seed })
    checks.push(...found.checks)
    violations.push(...found.violations)
  }
  return { seed, runs, checks, violations }
}

async function checkUnit(unit: Unit, options: RunOptions): Promise<Pick<LawReport, 'checks' | 'violations'>> {
  const results: SubjectResult[] = []
  for (const run of unit.runs) results.push(await run(options))
  const violations = results.flatMap((result) => result.violations)
  const stale = options.runs >= ENOUGH && violations.length === 0 ? staleOf(unit) : []
  return { checks: results.map(({ check }) => check), violations: [...violations, ...stale] }
}

function staleOf({ ledger, procedure, half, from, to }: Unit): readonly LawViolation[] {
  if (ledger === undefined) return []
  return staleIn(ledger).map(({ law, problem }) => ({ law, title: lawTitles[law], procedure, half, from, to, problem, counterexample: {} }))
}

/** The procedures of a registry that laws can be checked on, such as `runner.execute`. */
export function lawfulProcedures(registry: Registry): readonly string[] {
  return [...new Set(unitsOf(registry, () => undefined).map(({ procedure }) => procedure))]
}
