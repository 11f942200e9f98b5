import type { Job, RunSummary } from '@runners/contracts'
import type { Evidence } from './evidence.js'
import { type Expectation, expectation } from './expectation.js'
import { runIds } from './plan.js'
import { heldPages } from './restart-plan.js'

/** What must have become of runs whose orchestrator was killed. */
export function expectRestart({ v2, restart, visited }: Evidence): readonly Expectation[] {
  const { earlier, resumed, interrupted, repeated } = restart
  return [
    expectation('A run that had ended outlived its orchestrator', () => earlier, v2.run),
    expectation('A job with a key went on, on the runner that knows the key; on the one that does not it failed', () => standing(resumed), [
      'completed over 2.0.0',
      'failed over 1.0.0: not sent again',
    ]),
    expectation('A job without a key failed', () => standing(interrupted), ['failed over 2.0.0: not sent again']),
    expectation('The key outlived the orchestrator', () => repeated.runId, runIds.resumed),
    expectation('Nothing was executed twice', () => [...visited].sort(), [...heldPages].sort()),
  ]
}

const standing = ({ jobs }: RunSummary) => jobs.map(became)

const became = ({ state, contractVersion, error }: Job) =>
  `${state} over ${contractVersion}${error === undefined ? '' : `: ${/not sent again/.exec(error)?.[0] ?? error}`}`
