export type { Validation } from '../engine/call-options.js'
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
export type { ServedCall, Usage } from './usage.js'
export type { Chain, Convert, Direction, Ending, Leg } from '../engine/chain.js'
export type { EmulationContext, RequestContext } from '../engine/hop.js'
export type { CompiledLossRule, LossRule } from '../engine/loss.js'
export type { Converted } from '../engine/payload.js'
export type { HalfName, ProcedureDetails } from '../engine/procedures.js'
export type { FromTo, Registry } from '../engine/registry.js'
export type { Emulate, HopDefinition } from '../engine/runtime-hop.js'
export type { Contracts, ContractVersion } from '../engine/version.js'
export type { OrchestratorContract, orchestratorContract, RunnerContract, runnerContract } from '../registry.js'
