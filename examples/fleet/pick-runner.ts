import type { RunRunnersRequest } from '@runners/contracts'
import { registry } from '@runners/contracts/registry'

/** A runner that a request could go to. */
export interface Candidate {
  /** The contract version that it is spoken to in. */
  readonly version: string
  /** Requests that it has not answered yet. */
  readonly underWay: number
}

/** The candidate that carries most of a request; of those that carry the same, the one with the least to do, the first at last. */
export function pickRunner<Each extends Candidate>(request: RunRunnersRequest, candidates: readonly Each[]): Each | undefined {
  const from = registry.latest.version
  const lost = ({ version: to }: Each) => registry.losses('runner.execute', request, { from, to }).length
  const weighed = candidates.map((candidate) => ({ candidate, lost: lost(candidate) }))
  const [best] = weighed.sort((one, other) => one.lost - other.lost || one.candidate.underWay - other.candidate.underWay)
  return best?.candidate
}
