import type { ClientAt } from './emulate.js'
import type { Loss } from './errors.js'
import type { LossPolicy } from './policy.js'

/**
 * What is parsed around a conversion: `all`, what it takes and what it gives; or what enters at its `edges` alone, trusting that a
 * conversion of a valid value is valid.
 */
export type Validation = 'all' | 'edges'

/** How a call leaves this side and what it may use. */
export interface CallOptions {
  /** Sends a request in version `chain.to` and resolves to its answer. */
  readonly send: (request: unknown) => Promise<unknown>
  /** Clients for emulations, bound to this call. */
  readonly clientAt: ClientAt
  readonly newId: () => string
  readonly signal?: AbortSignal | undefined
  readonly policy?: LossPolicy | undefined
  /** What it throws is ignored: it never fails a call. */
  readonly onLoss?: ((loss: Loss) => void) | undefined
  /** Named in errors. */
  readonly peer?: string | undefined
  /** `all` where absent. */
  readonly validate?: Validation | undefined
  /** Set within a server of oRPC, which parses what reaches an implementation, what that answers, and the errors that leave. */
  readonly withinServer?: boolean
  /** Set where `send` serializes the request at once and shows it to nobody before: it is not copied once more then. */
  readonly serializes?: boolean | undefined
}
