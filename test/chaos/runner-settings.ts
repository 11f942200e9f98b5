import type { RunnerKind } from './runner-kind.js'
import type { Sabotage } from './sabotage.js'

/** What a runner is started with. */
export interface RunnerSettings {
  /** Name of this process: `runner-3.2` is the second that is `runner-3`. */
  readonly process: string
  readonly kind: RunnerKind
  /** Folder of the journals. */
  readonly journals: string
  /** File in which answers are kept by idempotency key; those of one pool share it. */
  readonly answers: string
  readonly sabotage: readonly Sabotage[]
}
