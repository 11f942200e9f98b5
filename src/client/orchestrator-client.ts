import type { ContractRouterClient } from '@orpc/contract'
import { registry, type OrchestratorContract } from '../registry.js'
import type { CallContext } from './call-context.js'
import type { ClientSettings } from './client-settings.js'
import { createContractClient } from './contract-client.js'
import { oldOrchestrator } from './old-peer.js'

/** The procedures of an orchestrator in the latest version: `submitRun`, `getRunStatus`, `getRun`, `cancelRun`, `listRuns`, `watchRun`. */
export type OrchestratorClient = ContractRouterClient<OrchestratorContract, CallContext>

/**
 * A client of an orchestrator, in the latest version whatever the orchestrator speaks. The first call finds out what that is.
 * It throws the same errors as {@link createRunnerClient}'s.
 *
 * @throws TypeError where `url` is none; ContractError `NOT_REGISTERED` where `version` is unknown, `OFFER_INVALID` where `min` is none
 */
export function createOrchestratorClient(settings: ClientSettings): OrchestratorClient {
  return createContractClient(registry, 'orchestrator', { oldPeer: oldOrchestrator(registry), ...settings })
}
