import type { Report } from '../diff/contract/report.js'
import type { Registry } from '../engine/registry.js'
import type { LoadedVersion } from './load-versions.js'

/** What the parts of `check` work on. */
export interface Checkout {
  /** Absolute path. */
  readonly root: string
  /** Day of the check, ISO 8601. */
  readonly today: string
  /** What frozen versions are held against: a git ref, `npm:name@version`, a tarball or a folder. */
  readonly against?: string
  /** Every folder of `versions/`, oldest first. */
  readonly versions: readonly LoadedVersion[]
  /** The registry of the checkout, or why it cannot be loaded. */
  readonly registry: LoadedRegistry
  /** The wire diff between two of its versions, worked out once. @throws ContractError `NOT_REGISTERED` */
  readonly compare: (registry: Registry, from: string, to: string) => Report
}

export type LoadedRegistry = { readonly kind: 'loaded'; readonly registry: Registry } | { readonly kind: 'failed'; readonly error: unknown }
