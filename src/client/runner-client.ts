import type { ContractRouterClient } from '@orpc/contract'
import { registry, type RunnerContract } from '../registry.js'
import type { CallContext } from './call-context.js'
import type { ClientSettings } from './client-settings.js'
import { createContractClient } from './contract-client.js'
import { oldRunner } from './old-peer.js'

/** The procedures of a runner in the latest version: `execute`, `executeStream`, `info`. */
export type RunnerClient = ContractRouterClient<RunnerContract, CallContext>

/**
 * A client of a runner, in the latest version whatever the runner speaks. The first call finds out what that is.
 *
 * Beside the errors of the contract a call throws ContractError by code:
 * - `PEER_UNREACHABLE`, `NOT_A_RUNNER`, `NO_COMMON_VERSION`, `OFFER_INVALID`: there is no agreement, nothing was sent
 * - `LOSSY_CONVERSION`, `PROCEDURE_UNAVAILABLE`: the runner's version cannot carry the call, nothing was sent
 * - `CONTRACT_VERSION_UNSUPPORTED`: the runner rejects the version, even a newly agreed one; nothing was executed
 * - `ANSWER_INVALID`: what the runner answered is not valid; it may have executed the call
 *
 * @throws TypeError where `url` is none; ContractError `NOT_REGISTERED` where `version` is unknown, `OFFER_INVALID` where `min` is none
 */
export function createRunnerClient(settings: ClientSettings): RunnerClient {
  return createContractClient(registry, 'runner', { oldPeer: oldRunner(registry), ...settings })
}
