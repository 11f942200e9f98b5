import type { ClientLink } from '@orpc/client'
import {
  type AgreementCache,
  type AgreementStorage,
  type CallContext,
  ContractError,
  createAgreementCache,
  createNegotiator,
  createStoredAgreementCache,
  NegotiatedLink,
} from '@runners/contracts/client'
import { registry } from '@runners/contracts/registry'
import { callsOf, momentOf, type Moment, type Rollout, type SimulatedCall } from './rollout.js'

/** What came of a rollout. */
export interface Simulated {
  readonly calls: number
  /** Questions to runners for what they serve. */
  readonly probes: number
  /** Calls that a runner rejected, since it did not serve their version: nothing ran, the link sent once more. */
  readonly rejections: number
  /** Calls that ran in an older version than both could speak. */
  readonly stale: number
  /** The longest that a runner had served a newer version when it was called in an older, in milliseconds. */
  readonly longestStaleMs: number
  /** Calls that ran in a version that the runner did not serve: it would have refused them. */
  readonly unserved: number
  readonly failures: number
  readonly storeReads: number
  readonly storeWrites: number
}

/** What counts; it is changed in place, a million times. */
type Tally = { -readonly [Name in keyof Simulated]: number }

/** 1 January 2026: what the store's entries are dated by. */
const EPOCH = Date.UTC(2026, 0, 1)

/** Answers of `info`, the one procedure that is called, in each version. */
const answers: Readonly<Record<string, unknown>> = {
  '1.0.0': { runners: ['pageTitle'], count: 1 },
  '2.0.0': { runners: [{ name: 'pageTitle' }], contractVersions: ['2.0.0'] },
}

/** Plays a rollout on a clock of its own: the agreements, the cache and the link are the real ones, runners and their answers are not. */
export async function simulate(rollout: Rollout, isShared: boolean): Promise<Simulated> {
  const clock = { now: 0 }
  const tally: Tally = { calls: 0, probes: 0, rejections: 0, stale: 0, longestStaleMs: 0, unserved: 0, failures: 0, storeReads: 0, storeWrites: 0 }
  const caches = cachesOf(rollout, isShared, clock, tally)
  for (const call of callsOf(rollout)) {
    clock.now = call.at
    tally.calls += 1
    const link = linkTo(call, momentOf(rollout, call.runner, call.at), caches[call.orchestrator]!, tally)
    await link.call(['info'], undefined, { context: {} }).catch(() => (tally.failures += 1))
  }
  return tally
}

function cachesOf({ orchestrators }: Rollout, isShared: boolean, clock: { readonly now: number }, tally: Tally): readonly AgreementCache[] {
  const storage = countingStorage(tally)
  const now = () => clock.now
  const create = () => (isShared ? createStoredAgreementCache({ storage, now, wallClock: () => EPOCH + clock.now }) : createAgreementCache({ now }))
  return Array.from({ length: orchestrators }, create)
}

function countingStorage(tally: Tally): AgreementStorage {
  const items = new Map<string, unknown>()
  return {
    getItem: async (key) => {
      tally.storeReads += 1
      return items.get(key)
    },
    setItem: async (key, value) => {
      tally.storeWrites += 1
      items.set(key, value)
    },
  }
}

/** As `createRunnerClient` puts it together, but for HTTP. */
function linkTo({ runner, at }: SimulatedCall, moment: Moment, agreements: AgreementCache, tally: Tally): NegotiatedLink {
  const peer = `http://runner-${runner}`
  const { versions, isLegacy } = moment
  const discover = async () => {
    tally.probes += 1
    return { offered: versions, source: isLegacy ? ('evidence' as const) : ('discovery' as const) }
  }
  const negotiator = createNegotiator({ registry, contract: 'runner', peer, terms: {}, discover, agreements })
  const linkFor = (version: string): ClientLink<CallContext> => ({
    call: async () => {
      if (!versions.includes(version)) throw rejection(version, moment, tally)
      executed(version, moment, at, tally)
      if (!isLegacy) negotiator.learn(versions.join(', '))
      return answers[version]
    },
  })
  return new NegotiatedLink({ registry, contract: 'runner', peer, linkFor, ...negotiator })
}

function rejection(version: string, { versions, isLegacy }: Moment, tally: Tally): ContractError<'CONTRACT_VERSION_UNSUPPORTED'> {
  tally.rejections += 1
  return new ContractError('CONTRACT_VERSION_UNSUPPORTED', { version, supported: isLegacy ? [] : versions, procedure: 'runner.info' })
}

function executed(version: string, { versions, since }: Moment, at: number, tally: Tally): void {
  if (!versions.includes(version)) tally.unserved += 1
  if (version === versions.at(-1)) return
  tally.stale += 1
  tally.longestStaleMs = Math.max(tally.longestStaleMs, Math.round(at - since))
}
