export { MAX_DEPTH } from './body-guard.js'
export { type ContractHandlerOptions, createContractHandler, MAX_BODY_SIZE } from './contract-handler.js'
export { createOrchestratorHandler, createRunnerHandler } from './handlers.js'
export type { ContractHandler } from './runtimes.js'
