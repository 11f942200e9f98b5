import type { Ended } from '../../examples/fleet/supervisor.js'
import type { Executed } from './journal.js'
import type { Outcome } from './outcome.js'
import type { Passage } from './passage.js'

/** All that is known at the end. */
export interface Evidence {
  /** Ids of the executions that were to be submitted. */
  readonly submitted: readonly string[]
  readonly outcomes: readonly Outcome[]
  readonly executed: readonly Executed[]
  readonly passages: readonly Passage[]
  /** What each runner process served. */
  readonly served: ReadonlyMap<string, readonly string[]>
  /** Processes that the supervisor started, as they ended. */
  readonly processes: readonly Ended[]
  /** Processes that are there still. */
  readonly leftBehind: readonly number[]
}
