import type { PeerAgreement } from './peer-agreement.js'

/** What is known of a peer as it is asked again. */
export interface Standing {
  /** What was agreed before. */
  readonly previous: PeerAgreement
  /** Whether the peer has just rejected its version. */
  readonly rejected: boolean
}

/** Asks a peer. Each client has one of its own: by it a cache tells clients apart. */
export type Probe = (standing?: Standing) => Promise<PeerAgreement>

/** How an agreement is waited for. */
export interface Waiting {
  /** Ends the waiting, and the probe where nobody else waits and it has not begun. */
  readonly signal?: AbortSignal | undefined
  /** An agreement that the peer rejected: whatever is kept may be given but this. */
  readonly rejected?: PeerAgreement | undefined
}

/** Remembers what was agreed with peers. Several clients may share one. */
export interface AgreementCache {
  /**
   * The agreement kept under `key`, else what a probe gives. Whoever asks meanwhile shares the probe under way. One that fails
   * fails its own client alone, whose credentials it had: others then probe for themselves. It is not kept.
   */
  readonly get: (key: string, probe: Probe, waiting?: Waiting) => Promise<PeerAgreement>
  /**
   * Keeps `next`, which an answer told of, in place of `previous`; the same again lives anew. Gives what is in force then:
   * another where that has taken the place of `previous` meanwhile.
   */
  readonly replace: (key: string, previous: PeerAgreement, next: PeerAgreement) => PeerAgreement
}

/** What {@link createAgreementCache} keeps, and for how long. */
export interface AgreementCacheOptions {
  /**
   * How long an agreement is kept, in milliseconds; 5 minutes unless said. Past half of it, the next call has the peer asked
   * again in the background, unless its answers say what it supports.
   */
  readonly ttlMs?: number
  /** Most agreements kept, 10,000 unless said; the least recently used goes first. */
  readonly max?: number
  /** Most peers asked at once, 256 unless said; others queue in the order in which they were called. */
  readonly maxProbes?: number
  /** A clock in milliseconds, for tests. */
  readonly now?: () => number
}

/** An agreement, and how long ago it was made. */
export interface Aged {
  readonly agreement: PeerAgreement
  readonly ageMs: number
}
