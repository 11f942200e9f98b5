export {
  type AnyContractError,
  ContractError,
  type ContractErrorCode,
  type ContractErrorDetails,
  isContractError,
  type Loss,
  type Problem,
} from '../engine/errors.js'
export type { LossPolicy } from '../engine/policy.js'
export { MAX_DEPTH } from './body-guard.js'
export { type ContractHandlerOptions, createContractHandler, MAX_BODY_SIZE } from './contract-handler.js'
export { createOrchestratorHandler, createRunnerHandler } from './handlers.js'
export type { ContextRest, ContractHandler } from './runtimes.js'
