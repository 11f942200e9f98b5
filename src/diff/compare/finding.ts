import { createHash } from 'node:crypto'

/** What really happens to a value. */
export type Verdict = 'breaking' | 'unproven' | 'lossy' | 'compatible'

/** From the worst to the best. */
export const verdicts: readonly Verdict[] = ['breaking', 'unproven', 'lossy', 'compatible']

/** Which half of a call: requests go from old to new, everything else from new to old. */
export type Direction = 'request' | 'response' | 'errors' | 'events'

/** Whom and what a finding is about. */
export interface Subject {
  /** `runner.execute`, with an error's code behind it; `''` where schemas are compared alone. */
  readonly procedure: string
  /** Name of the contract; `''` where there is none. */
  readonly contract: string
  readonly direction: Direction
}

/** One thing that changed on the wire, and what comes of it. */
export interface Finding extends Subject {
  /** Stable id of the kind of change, such as `property-required`. */
  readonly rule: string
  readonly verdict: Verdict
  /** JSON pointers to the place in either schema; the nearest there is where one side lacks it. */
  readonly oldPointer: string
  readonly newPointer: string
  /** The culprit and the consequence. */
  readonly sentence: string
  /** A value that was run through both parsers: what the one side may send and the other refuses, or loses some of. */
  readonly witness?: unknown
  /** The refusing parser's words, what was lost, or what was tried. */
  readonly detail?: string
  /** Twelve characters that stay the same while the finding does. */
  readonly fingerprint: string
  /** The step of a hop that takes care of it, such as `migrations/v1-v2 runner.execute.request`. */
  readonly handledBy?: string
}

/** A finding with its fingerprint: the witness and the wording may change, the finding stays. `places` are the pointers, if better ones are known. */
export function finding(parts: Omit<Finding, 'fingerprint'>, key = '', places: readonly string[] = [parts.oldPointer, parts.newPointer]): Finding {
  const stable = [parts.rule, parts.direction, parts.procedure, ...places, key]
  return { ...parts, fingerprint: createHash('sha256').update(stable.join('\n')).digest('hex').slice(0, 12) }
}

export const worst = (findings: readonly Finding[]): Verdict | undefined =>
  verdicts.find((verdict) => findings.some((one) => one.verdict === verdict))

/** Whether a verdict is as bad as a limit, or worse. */
export const isAsBad = (verdict: Verdict, limit: Verdict) => verdicts.indexOf(verdict) <= verdicts.indexOf(limit)
