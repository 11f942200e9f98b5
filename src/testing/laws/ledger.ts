import { type CompiledLossRule, compileLossRules, findLosses, segmentsOf } from '../../engine/loss.js'
import type { Step } from '../../engine/hop.js'
import type { Difference } from '../value/differences.js'
import { covers } from './cover.js'
import type { Breach } from './law.js'

/** What a step declares, and which of it a generated value has shown. */
export interface Ledger {
  readonly losses: Readonly<Record<'up' | 'down', readonly CompiledLossRule[]>>
  readonly normalises: readonly CompiledLossRule[]
  readonly shown: Set<CompiledLossRule>
}

export function createLedger(step: Pick<Step, 'losses' | 'normalises'> | undefined): Ledger {
  return {
    losses: { up: compileLossRules(step?.losses, 'up'), down: compileLossRules(step?.losses, 'down') },
    normalises: (step?.normalises ?? []).map((rule) => ({ ...rule, segments: segmentsOf(rule.path) })),
    shown: new Set(),
  }
}

/** Takes note of the declared losses that this value shows. */
export function noteShown({ losses, shown }: Ledger, direction: 'up' | 'down', value: unknown, found: readonly Difference[]): void {
  for (const rule of losses[direction]) {
    if (shown.has(rule)) continue
    if (findLosses([rule], value).some((lost) => found.some((difference) => covers(lost.path, difference.path)))) shown.add(rule)
  }
}

/** What was declared and never seen. */
export function staleIn({ losses, normalises, shown }: Ledger): readonly Breach[] {
  const unseen = (kind: string) => (rule: CompiledLossRule): readonly Breach[] =>
    shown.has(rule) ? [] : [{ law: 3, problem: `the ${kind} at ${rule.path} is stale: no value shows it (${rule.reason})` }]
  return [
    ...losses.up.flatMap(unseen('loss going up')),
    ...losses.down.flatMap(unseen('loss going down')),
    ...normalises.flatMap(unseen('normalisation')),
  ]
}
