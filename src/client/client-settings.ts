import type { Validation } from '../engine/call-options.js'
import type { Loss } from '../engine/errors.js'
import type { LossPolicy } from '../engine/policy.js'
import type { AgreementCache } from './agreements.js'
import type { ClientHeaders } from './call-context.js'
import type { DeprecatedVersion } from './deprecation.js'
import type { Fetch } from './limited-get.js'
import type { OldPeer } from './old-peer.js'
import type { PeerAgreement } from './peer-agreement.js'

/** How a client reaches its peer, and what it accepts. */
export interface ClientSettings {
  /** Where the peer is; may have a path prefix. Credentials in it are sent as basic authorization and shown nowhere. */
  readonly url: string | URL
  /** Headers of every request, discovery included. The version header cannot be overridden. */
  readonly headers?: ClientHeaders
  /** Used instead of the global `fetch`, for discovery too. */
  readonly fetch?: Fetch
  /** Speak exactly this version: nothing is discovered, nothing else is ever spoken. */
  readonly version?: string
  /** Lowest version to agree on, such as `2.0.0`. */
  readonly min?: string
  /** Whether a prerelease may be agreed on; false unless said. */
  readonly prerelease?: boolean
  /** What becomes of what the peer's version cannot carry; unless said, each loss as its hop says. */
  readonly losses?: LossPolicy
  /**
   * `all`, unless said: what is sent and what is given back is valid in its version. `edges` parses what you send and what the peer
   * answers, and trusts what conversions make of these.
   */
  readonly validate?: Validation
  /** Told of each new agreement once. What it throws is ignored. */
  readonly onAgreement?: (agreement: PeerAgreement) => void
  /** Told of each loss that happened, unless `losses` is `allow`. What it throws is ignored. */
  readonly onLoss?: (loss: Loss) => void
  /**
   * Told once by this client, for each version that its peer was spoken to in and that is deprecated by the peer's answers or, where they
   * say nothing, by the registry. Node warns of the same, once a peer and process. What it throws is ignored.
   */
  readonly onDeprecated?: (version: DeprecatedVersion) => void
  /** Where agreements are kept; unless said, for 5 minutes and for this client alone. */
  readonly agreements?: AgreementCache
  /** Limit of a discovery in milliseconds; 5,000 unless said. */
  readonly discoveryTimeoutMs?: number
  /** Makes ids where a conversion needs one; random UUIDs unless said. */
  readonly newId?: () => string
}

/** {@link ClientSettings} of a client of any contract. */
export interface ContractClientOptions extends ClientSettings {
  /** How a peer older than discovery is recognised; without it none is. */
  readonly oldPeer?: OldPeer
}
