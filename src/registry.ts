import { v1ToV2 } from '../migrations/v1-v2/index.js'
import * as v1 from '../versions/v1/index.js'
import * as v2 from '../versions/v2/index.js'
import { defineRegistry } from './engine/define-registry.js'

/** Every version of the runner and orchestrator contracts, and the hops between them. */
export const registry = defineRegistry({
  name: 'runners',
  versions: [
    { version: '1.0.0', contracts: { runner: v1.runnerContract, orchestrator: v1.orchestratorContract } },
    { version: '2.0.0', contracts: { runner: v2.runnerContract, orchestrator: v2.orchestratorContract } },
  ],
  hops: [v1ToV2],
})

/** The latest runner contract. */
export type RunnerContract = v2.RunnerContractV2

/** The latest orchestrator contract. */
export type OrchestratorContract = v2.OrchestratorContractV2

export type { Agreement } from './engine/agreement.js'
export { callThrough } from './engine/call.js'
export type { CallOptions } from './engine/call-options.js'
export type { Chain } from './engine/chain.js'
export { defineHop, type Hop, type LossRule, type Normalisation } from './engine/define.js'
export { defineRegistry } from './engine/define-registry.js'
export {
  type AnyContractError,
  ContractError,
  type ContractErrorCode,
  type ContractErrorDetails,
  isContractError,
  type Loss,
  type Problem,
} from './engine/errors.js'
export type { AnswerContext, EmulationContext, RequestContext, Step } from './engine/hop.js'
export { negotiate } from './engine/negotiate.js'
export type { LossPolicy } from './engine/policy.js'
export type { Registry } from './engine/registry.js'
export type { HopDefinition } from './engine/runtime-hop.js'
export type { Contracts, ContractVersion } from './engine/version.js'
