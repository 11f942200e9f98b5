import { isContractError } from '../engine/errors.js'
import { tell } from '../engine/hook.js'
import { count } from '../telemetry/count.js'
import { OUTCOME } from '../telemetry/client-names.js'
import { CONTRACT, REGISTRY } from '../telemetry/names.js'
import { readSupported } from '../wire/read-supported.js'
import { untilAborted } from './abort.js'
import type { AgreementCache, Probe, Waiting } from './agreements.js'
import { type Arbiter, createArbiter, type Parties } from './arbiter.js'
import type { Discovered } from './discover.js'
import type { PeerAgreement } from './peer-agreement.js'

/** Agrees with one peer on a version. */
export interface Negotiator {
  /** What to speak. An aborted signal ends the waiting at once. */
  readonly agree: (signal?: AbortSignal) => Promise<PeerAgreement>
  /**
   * What to speak instead of what the peer has just rejected: out of `supported`, which it named, or asked anew.
   * Without it, or where it gives nothing, a rejection is final.
   */
  readonly renegotiate?: (rejected: PeerAgreement, signal?: AbortSignal, supported?: readonly string[]) => Promise<PeerAgreement | undefined>
  /**
   * Takes what the `…-Contract-Supported` header of an ordinary answer says, for the calls that follow. It confirms the agreement,
   * or moves it up or down. Nonsense is ignored.
   */
  readonly learn?: (supported: string) => void
}

/** With whom to agree, on what terms, and where to keep it. `peer` is the name: URL without credentials and query. */
export interface NegotiatorOptions extends Parties {
  readonly discover: () => Promise<Discovered>
  readonly agreements: AgreementCache
  readonly onAgreement?: ((agreement: PeerAgreement) => void) | undefined
}

/** Agrees by discovery and by what answers say, and keeps what was agreed in a cache. */
export function createNegotiator(options: NegotiatorOptions): Required<Negotiator> {
  const { agreements, discover } = options
  const key = keyOf(options)
  const arbiter = createArbiter(options)
  const heard = hearing(options.onAgreement)
  const probe = counted(options, async (standing) => arbiter.afterProbe(await discover(), standing))
  const ask = (waiting: Waiting) => untilAborted(agreements.get(key, probe, waiting), waiting.signal)
  const agree = async (waiting: Waiting) => {
    const agreement = await ask(waiting)
    const isOurs = agreement === heard.last() || arbiter.fits(agreement)
    return heard.hear(isOurs ? agreement : await ask({ signal: waiting.signal, rejected: agreement }))
  }
  const replace = (previous: PeerAgreement, next: PeerAgreement) => heard.hear(agreements.replace(key, previous, next))
  return {
    agree: (signal) => agree({ signal }),
    renegotiate: async (rejected, signal, supported = []) => {
      const next = arbiter.afterAnswer({ previous: rejected, rejected: true }, supported)
      return next === undefined ? agree({ signal, rejected }) : replace(rejected, next)
    },
    learn: learning(arbiter, heard.last, replace),
  }
}

function counted({ registry, contract }: Parties, probe: Probe): Probe {
  const note = (outcome: string) => count('client.probes', { [REGISTRY]: registry.name, [CONTRACT]: contract, [OUTCOME]: outcome })
  return async (standing) => {
    try {
      const agreement = await probe(standing)
      note(agreement.source)
      return agreement
    } catch (error) {
      note(isContractError(error) ? error.code : 'error')
      throw error
    }
  }
}

/** Reads each header once: as long as an agreement holds, its peer says the same in every answer. */
function learning(
  { afterAnswer }: Arbiter,
  inForce: () => PeerAgreement | undefined,
  replace: (previous: PeerAgreement, next: PeerAgreement) => unknown,
): NonNullable<Negotiator['learn']> {
  let [read, of]: [header?: string, agreement?: PeerAgreement] = []
  return (supported) => {
    const current = inForce()
    if (current === undefined) return
    const isKnown = supported === read && current === of
    const next = isKnown ? current : afterAnswer({ previous: current, rejected: false }, readSupported(supported) ?? [])
    if (next === undefined) return
    if (next.version !== current.version) return void replace(current, next)
    ;[read, of] = [supported, current]
    if (!current.pool?.settled) replace(current, current)
  }
}

/** Whatever an agreement depends on, so that clients of other versions or with other terms can share a cache. */
function keyOf({ registry: { name, versions, latest }, contract, peer, terms: { min, prerelease } }: NegotiatorOptions): string {
  const terms = [...(min === undefined ? [] : [`>=${min}`]), ...(prerelease ? ['prerelease'] : [])]
  return [name, contract, `${versions[0]?.version}-${latest.version}`, ...terms, peer].join(' ')
}

/** The hook hears each agreement once, however many calls are made under it. */
function hearing(hook: ((agreement: PeerAgreement) => void) | undefined) {
  let last: PeerAgreement | undefined
  return {
    last: () => last,
    hear: (agreement: PeerAgreement) => {
      if (agreement !== last) tell(hook, agreement)
      last = agreement
      return agreement
    },
  }
}
