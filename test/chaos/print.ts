import { type Count, holds } from './account.js'
import type { Happened } from './happened.js'
import type { Plan, Step } from './plan.js'

/** What the chaos ends with; `--json` prints it as it is. */
export interface ChaosReport {
  /** Whether every count is what it must be. */
  readonly ok: boolean
  readonly seed: string
  readonly durationMs: number
  readonly counts: readonly Count[]
  readonly happened: Happened
  readonly steps: readonly Step[]
}

/** What is decided beforehand, for people. */
export function printPlan({ seed, executions, addresses, initially, steps }: Plan): string {
  const runners = addresses.map(({ name, members }) => `${name}: ${members.map((member) => `${members.length > 1 ? `${member} ` : ''}${initially[member]}`).join(', ')}`)
  const what = steps.map(({ at, act, who, kind, backAt }) => `  ${String(at).padStart(6)}  ${act} ${who} (${kind})${backAt === undefined ? '' : `, back at ${backAt}`}`)
  return [`Seed ${seed}: ${executions} executions on ${runners.join('; ')}`, 'When so many are reported:', ...what, ''].join('\n')
}

/** The counts and what happened, for people. */
export function printReport({ ok, seed, durationMs, counts, happened }: ChaosReport): string {
  const lines = counts.flatMap((count) => [lineOf(count), ...(count.such ?? []).map((each) => `            ${each}`)])
  const { reasons, ...kinds } = happened
  const told = Object.entries(kinds).map(([kind, of]) => `  ${kind.padEnd(12)} ${typeof of === 'number' ? of : Object.entries(of).map(([name, times]) => `${name} ${times}`).join(', ')}`)
  const why = Object.entries(reasons).sort(([, one], [, other]) => other - one).map(([reason, times]) => `  ${String(times).padStart(6)}  ${reason}`)
  const end = `${ok ? 'All counts are as they must be' : 'Some counts are NOT as they must be'}, in ${(durationMs / 1000).toFixed(1)} s, seed ${seed}.`
  return ['What happened', ...told, '', 'Why executions failed', ...why, '', 'What came of it', ...lines, '', end, ''].join('\n')
}

function lineOf(count: Count): string {
  const { what, found, must } = count
  const wanted = must === undefined ? '' : 'be' in must ? `must be ${must.be}` : `must be ${must.beAtLeast} at least`
  return `  ${holds(count) ? '  ' : '! '}${what.padEnd(52)}${String(found).padStart(7)}  ${wanted}`.trimEnd()
}
