import type { Evidence } from './evidence.js'
import { groupBy } from './group-by.js'
import type { Outcome } from './outcome.js'
import { resentIn, wasRejected } from './sent-twice.js'

/** One count, and what it must be. */
export interface Count {
  /** A sentence's beginning. */
  readonly what: string
  readonly found: number
  /** Absent where it only tells what happened. */
  readonly must?: { readonly be: number } | { readonly beAtLeast: number }
  /** The first few of what was counted, where there should be none. */
  readonly such?: readonly string[]
}

/** Least share of executions that succeed: where everything fails nothing is shown. */
const ENOUGH = 0.2

export const holds = ({ found, must }: Count): boolean =>
  must === undefined || ('be' in must ? found === must.be : found >= must.beAtLeast)

export function countsOf(evidence: Evidence): readonly Count[] {
  const { submitted, outcomes } = evidence
  const succeeded = outcomes.filter(({ answer }) => answer !== undefined)
  return [
    { what: 'executions submitted', found: submitted.length },
    { what: 'reported succeeded', found: succeeded.length, must: { beAtLeast: Math.ceil(ENOUGH * submitted.length) } },
    ...accountedFor(evidence),
    ...sentOnce(evidence),
    ...spokenRight(evidence),
    none('processes left behind', evidence.leftBehind.map(String).concat(evidence.processes.filter(({ gone }) => !gone).map(({ name }) => name))),
  ]
}

const none = (what: string, such: readonly string[]): Count => ({ what, found: such.length, must: { be: 0 }, such: such.slice(0, 5) })

function accountedFor({ submitted, outcomes, executed }: Evidence): readonly Count[] {
  const told = groupBy(outcomes, ({ execution }) => execution)
  const done = groupBy(executed, ({ execution }) => execution)
  const times = (execution: string) => done.get(execution)?.length ?? 0
  const failed = outcomes.filter(({ answer }) => answer === undefined)
  const known = new Set(submitted)
  return [
    { what: 'reported failed, not executed', found: failed.filter(({ execution }) => times(execution) === 0).length },
    { what: 'reported failed, executed', found: failed.filter(({ execution }) => times(execution) > 0).length },
    none('executions not accounted for', submitted.filter((execution) => told.get(execution)?.length !== 1)),
    none('accepted runs that were lost', failed.filter(({ reason }) => reason?.includes('LOST')).map(lineOf)),
    none('reported succeeded, not executed once', outcomes.filter(({ answer, execution }) => answer && times(execution) !== 1).map(lineOf)),
    none('executed twice', [...done].filter(([, each]) => each.length > 1).map(([, each]) => each.map(({ by, callId }) => `${callId} by ${by}`).join(', '))),
    none('executed, never submitted', [...done.keys()].filter((execution) => !known.has(execution))),
  ]
}

function sentOnce({ passages, executed }: Evidence): readonly Count[] {
  const resent = resentIn(passages)
  const wrongly = resent.filter((each) => !wasRejected(each, executed))
  const lines = (each: typeof resent) => each.map(({ first }) => `${first.callId} to ${first.to}, after ${first.answered ?? 'no answer'}${first.fault ? ` (${first.fault})` : ''}`)
  return [
    { what: 'sent again by a link, after a rejection', found: resent.length - wrongly.length },
    none('sent again by a link, after no answer', lines(wrongly.filter(({ first }) => first.answered === undefined))),
    none('sent again by a link, after another answer', lines(wrongly.filter(({ first }) => first.answered !== undefined))),
    none('sent more than twice by a link', [...groupBy(resent, ({ first }) => first.callId!)].filter(([, each]) => each.length > 1).map(([callId]) => callId)),
  ]
}

function spokenRight({ outcomes, executed, served }: Evidence): readonly Count[] {
  const tokens = new Map(executed.map((each) => [each.token, each]))
  const isOwn = ({ execution, runId, answer }: Outcome) =>
    answer === undefined || (answer.execution === execution && answer.runId === runId && tokens.get(answer.token)?.execution === execution)
  const unserved = executed.filter(({ by, version }) => !served.get(by)?.includes(version))
  return [
    none('executed in a version that the peer did not serve', unserved.map(({ callId, by, version }) => `${callId} in ${version} by ${by}`)),
    none('answers attributed to the wrong run', outcomes.filter((outcome) => !isOwn(outcome)).map(lineOf)),
  ]
}

const lineOf = ({ execution, answer, reason }: Outcome) => `${execution}: ${reason ?? JSON.stringify(answer)}`
