import type { Checks } from './check.js'

/** One check to run. */
export interface Call {
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
}

/** The typed errors of either contract version that refuse calls; they have the same names and data in both. */
interface Refusals {
  readonly RUNNER_NOT_FOUND: (error: { data: { missingRunners: string[]; availableRunners: string[] } }) => Error
  readonly INPUT_VALIDATION_FAILED: (error: { data: { runnerName: string; issues: unknown[] } }) => Error
}

/** Refuses calls of checks that do not exist, or with an input that their check does not take, before any of them runs. */
export function refuseUnknown(calls: readonly Call[], checks: Checks, errors: Refusals): void {
  const missingRunners = calls.map(({ name }) => name).filter((name) => !checks.has(name))
  if (missingRunners.length > 0) {
    throw errors.RUNNER_NOT_FOUND({ data: { missingRunners, availableRunners: [...checks.keys()] } })
  }
  for (const { name, input } of calls) {
    const issues = checks.get(name)?.issuesOf(input) ?? []
    if (issues.length > 0) throw errors.INPUT_VALIDATION_FAILED({ data: { runnerName: name, issues: [...issues] } })
  }
}
