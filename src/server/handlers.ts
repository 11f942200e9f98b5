import type { Context } from '@orpc/server'
import { type OrchestratorContract, registry, type RunnerContract } from '../registry.js'
import { type ContractHandlerOptions, createContractHandler } from './contract-handler.js'
import type { ContractHandler } from './runtimes.js'

/** Serves the runner contract in every version: `/execute`, `/v2/execute`, …, `/contract` and the OpenAPI documents. */
export function createRunnerHandler<C extends Context>(options: ContractHandlerOptions<RunnerContract, C>): ContractHandler<C> {
  return createContractHandler(registry, 'runner', { rpcForm: true, ...options })
}

/** Serves the orchestrator contract in every version: `/run`, `/v2/run`, …, `/contract` and the OpenAPI documents. */
export function createOrchestratorHandler<C extends Context>(
  options: ContractHandlerOptions<OrchestratorContract, C>,
): ContractHandler<C> {
  return createContractHandler(registry, 'orchestrator', { rpcForm: true, ...options })
}
