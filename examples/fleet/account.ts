import type { RunSummary } from '@runners/contracts'
import type { CountedLoss, Evidence, NamedAgreement } from './evidence.js'
import { expectNegotiation } from './expect-negotiation.js'
import { expectProcesses } from './expect-processes.js'
import { expectRestart } from './expect-restart.js'
import { expectV1Client } from './expect-v1-client.js'
import { expectV2Client } from './expect-v2-client.js'
import type { Expectation } from './expectation.js'
import type { Speaks } from './speaks.js'
import type { Ended } from './supervisor.js'

/** What the demo did, and whether all of it was as it must be. `--json` prints it as it is. */
export interface Account {
  /** Whether every expectation held. */
  readonly ok: boolean
  readonly durationMs: number
  readonly speakers: readonly Speaks[]
  readonly agreements: readonly NamedAgreement[]
  readonly runs: readonly RunOf[]
  readonly losses: readonly CountedLoss[]
  readonly expectations: readonly Expectation[]
  readonly processes: readonly Ended[]
}

/** A run as the client that submitted it reads it. */
export interface RunOf {
  readonly by: string
  /** The version that the client speaks: `run` has its shape. */
  readonly version: string
  readonly run: unknown
}

export function accountOf(evidence: Evidence, processes: readonly Ended[], durationMs: number): Account {
  const { speakers, agreements, losses, v1, v2, restart } = evidence
  const expectations = [
    ...expectNegotiation(evidence),
    ...expectV2Client(evidence),
    ...expectV1Client(evidence),
    ...expectRestart(evidence),
    ...expectProcesses(processes),
  ]
  const ofV2 = (run: RunSummary, by = 'v2-client'): RunOf => ({ by, version: '2.0.0', run })
  const afterRestart = [restart.resumed, restart.interrupted].map((run) => ofV2(run, 'after-restart'))
  const runs = [ofV2(v2.run), ofV2(v2.free), ofV2(v2.slow), ...afterRestart, { by: 'v1-client', version: '1.0.0', run: v1.run.body }]
  return { ok: expectations.every(({ held }) => held), durationMs, speakers, agreements, runs, losses, expectations, processes }
}
