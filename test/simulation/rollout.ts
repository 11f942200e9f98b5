import { chance } from '../chaos/chance.js'

/** What the fleet does, and who calls it. Times are in milliseconds since the beginning. */
export interface Rollout {
  readonly seed: string
  readonly runners: number
  readonly orchestrators: number
  readonly durationMs: number
  /** How often a runner gets a run's worth of calls, and how many calls that is. */
  readonly runsOfARunner: number
  readonly callsOfARun: number
}

/** The calls of a run come within so long. */
const RUN_MS = 180_000
/** Share of the upgrades that serve v2 alone, and of those that are taken back after a while. */
const MODERN = 0.3
const TAKEN_BACK = 0.05
const REGRET_MS = 1_800_000

/** One call of one orchestrator. */
export interface SimulatedCall {
  readonly at: number
  readonly runner: number
  readonly orchestrator: number
}

/** Every call, in the order of time. Jobs of a run go to any orchestrator, as behind a load balancer. */
export function callsOf({ seed, runners, orchestrators, durationMs, runsOfARunner, callsOfARun }: Rollout): readonly SimulatedCall[] {
  const calls: SimulatedCall[] = []
  for (let runner = 0; runner < runners; runner++) {
    for (let run = 0; run < runsOfARunner; run++) {
      const begins = chance(seed, runner, 'run', run) * (durationMs - RUN_MS)
      for (let call = 0; call < callsOfARun; call++) {
        const luck = chance(seed, runner, run, call)
        const orchestrator = Math.floor(luck * orchestrators)
        calls.push({ at: Math.round(begins + (luck * orchestrators - orchestrator) * RUN_MS), runner, orchestrator })
      }
    }
  }
  return calls.sort((one, other) => one.at - other.at)
}

const V1 = ['1.0.0'] as const
const BOTH = ['1.0.0', '2.0.0'] as const
const V2 = ['2.0.0'] as const

/** What a runner is at a time. `since` is when it became that. */
export interface Moment {
  readonly versions: readonly string[]
  /** A deployed v1 runner says nothing of versions. */
  readonly isLegacy: boolean
  readonly since: number
}

/** Every runner is upgraded once, at any time; a few go back. */
export function momentOf({ seed, durationMs }: Rollout, runner: number, at: number): Moment {
  const upgrade = chance(seed, runner, 'upgrade') * durationMs
  if (at < upgrade) return { versions: V1, isLegacy: true, since: 0 }
  const luck = chance(seed, runner, 'kind')
  if (luck < TAKEN_BACK && at >= upgrade + REGRET_MS) return { versions: V1, isLegacy: true, since: upgrade + REGRET_MS }
  return { versions: luck > 1 - MODERN ? V2 : BOTH, isLegacy: false, since: upgrade }
}
