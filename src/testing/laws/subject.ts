import type fc from 'fast-check'
import type { HalfName } from '../../engine/procedures.js'
import type { Verdict } from './law.js'

/** Something that laws can be checked on with generated cases: one half of one procedure, from one version to another. */
export interface Subject<Case = unknown> {
  /** `runner.execute` */
  readonly procedure: string
  readonly half: HalfName
  /** Version of the values. */
  readonly from: string
  readonly to: string
  readonly cases: fc.Arbitrary<Case>
  readonly check: (one: Case) => Promise<Verdict>
  /** The parts of a case that a counterexample shows, by name. */
  readonly show: (one: Case) => Readonly<Record<string, unknown>>
}
