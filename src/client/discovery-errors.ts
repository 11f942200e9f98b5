import { ContractError } from '../engine/errors.js'
import type { OldPeer } from './old-peer.js'

/** What is asked, for errors. */
export interface Asked {
  /** Name of the peer. */
  readonly peer: string
  readonly contract: string
  readonly oldPeer?: OldPeer | undefined
}

/** Nothing is known of the peer. */
export function unreachable({ peer, contract }: Asked, reason: string, { status, cause }: { readonly status?: number; readonly cause?: unknown } = {}) {
  return new ContractError('PEER_UNREACHABLE', { peer, contract, reason, ...(status !== undefined && { status }) }, { cause })
}

/** Something else answers there. */
export function notA({ peer, contract }: Asked, reason: string) {
  return new ContractError('NOT_A_RUNNER', { peer, contract, reason })
}

/** Statuses that say nothing about who answers: a gate, a limit or a failure before it. */
const saysNothing = (status: number) => status === 401 || status === 403 || status === 429 || status >= 500

/** An answer that shows no contract: of nobody, or of somebody else. */
export function noEvidence(asked: Asked, what: string, status: number) {
  const reason = `${what} answered ${status}`
  if (saysNothing(status)) return unreachable(asked, reason, { status })
  const { oldPeer } = asked
  return notA(asked, oldPeer === undefined ? reason : `${reason}; if you know it to be one of ${oldPeer.version}, pin it with version: '${oldPeer.version}'`)
}
