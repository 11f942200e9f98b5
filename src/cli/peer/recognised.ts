import { discover, type Discovered } from '../../client/discover.js'
import { oldOrchestrator, type OldPeer, oldRunner } from '../../client/old-peer.js'
import { type AnyContractError, ContractError, isContractError } from '../../engine/errors.js'
import type { Registry } from '../../engine/registry.js'
import type { Asking } from './asking.js'
import type { Door } from './door.js'
import type { Target } from './target.js'

/** What a peer offers, and as what. */
export interface Recognised extends Discovered {
  readonly contract: string
}

/** How peers older than discovery are recognised, by contract. */
const oldPeers: Readonly<Record<string, ((registry: Registry) => OldPeer) | undefined>> = {
  runner: oldRunner,
  orchestrator: oldOrchestrator,
}

/**
 * What a peer shows itself to be: by its discovery document, or as an old one by its evidence.
 * @throws ContractError `PEER_UNREACHABLE`, `NOT_A_RUNNER`
 */
export async function recognised(target: Target, asking: Asking, door: Door): Promise<Recognised> {
  const { registry, contracts, headers, timeoutMs } = asking
  const errors: AnyContractError[] = []
  for (const contract of contracts) {
    const oldPeer = oldPeers[contract]?.(registry)
    try {
      return { contract, ...(await discover({ registry, contract, url: target.url, headers, timeoutMs, oldPeer, fetch: door.fetch })) }
    } catch (error) {
      if (!isContractError(error)) throw error
      errors.push(error)
    }
  }
  throw failureOf(target, asking, door, errors)
}

/** One error for all contracts that were tried. */
function failureOf(target: Target, { registry, contracts }: Asking, { heard }: Door, errors: readonly AnyContractError[]): Error {
  const [peer, contract] = [target.name, contracts.join(' or ')]
  const unreachable = errors.find((error) => isContractError(error, 'PEER_UNREACHABLE'))
  if (unreachable !== undefined) return new ContractError('PEER_UNREACHABLE', { ...unreachable.details, contract }, { cause: unreachable })
  const reasons = errors.map((error) => (isContractError(error, 'NOT_A_RUNNER') ? error.details.reason : error.message))
  const [reason = '', ...others] = new Set(reasons)
  const oldest = registry.versions[0]?.version
  const all = `${heard.join(', ')}; no peer of ${oldest} is recognised by that: if you know it to be one, its clients must pin it`
  return new ContractError('NOT_A_RUNNER', { peer, contract, reason: others.length === 0 ? reason : all }, { cause: errors[0] })
}
