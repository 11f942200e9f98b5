import type { Context } from '@orpc/server'
import { registry } from '../registry.js'
import { type ContractHandlerOptions, createContractHandler } from './contract-handler.js'
import type { ContractHandler } from './runtimes.js'

type Latest = typeof registry.latest.contracts

/** Serves the runner contract in every version: `/execute`, `/v2/execute`, …, `/contract` and the OpenAPI documents. */
export function createRunnerHandler<C extends Context>(options: ContractHandlerOptions<Latest['runner'], C>): ContractHandler<C> {
  return createContractHandler(registry, 'runner', options)
}

/** Serves the orchestrator contract in every version: `/run`, `/v2/run`, …, `/contract` and the OpenAPI documents. */
export function createOrchestratorHandler<C extends Context>(
  options: ContractHandlerOptions<Latest['orchestrator'], C>,
): ContractHandler<C> {
  return createContractHandler(registry, 'orchestrator', options)
}
