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

export type { orchestratorContract, OrchestratorContract, runnerContract, RunnerContract } from '../versions/latest.js'
export type { Agreement } from './engine/agreement.js'
export { callThrough } from './engine/call.js'
export type { CallOptions, Validation } from './engine/call-options.js'
export type { Chain, Convert, Direction, Ending, Leg } from './engine/chain.js'
export { defineHop, type Hop, type LossRule, type Normalisation } from './engine/define.js'
export { defineRegistry, type LatestOf } from './engine/define-registry.js'
export type { ClientAt } from './engine/emulate.js'
export {
  type AnyContractError,
  ContractError,
  type ContractErrorCode,
  type ContractErrorDetails,
  isContractError,
  type Loss,
  type Problem,
} from './engine/errors.js'
export type {
  AnswerContext,
  EmulationContext,
  Emulated,
  HopAnswer,
  HopEntries,
  HopEntry,
  HopHalf,
  OneSided,
  ProcedureHop,
  RequestContext,
  RequiredKeys,
  RouterHop,
  Step,
  Unavailable,
} from './engine/hop.js'
export type {
  ChangedCodes,
  CommonError,
  CommonErrorCode,
  CommonErrorStep,
  ErrorDirection,
  ErrorMapping,
  ErrorsHop,
  ErrorStep,
  TypedError,
} from './engine/hop-errors.js'
export type { CompiledLossRule } from './engine/loss.js'
export { negotiate } from './engine/negotiate.js'
export { MAX_OFFERS, type Offer } from './engine/negotiation/offer.js'
export type { NegotiateOptions } from './engine/negotiation/terms.js'
export type { ErrorCodes, ErrorData, Event, IsStream, Parsed, Returned, Same, Turn } from './engine/parsed.js'
export type { Converted } from './engine/payload.js'
export type { LossPolicy } from './engine/policy.js'
export type { HalfName, ProcedureDetails } from './engine/procedures.js'
export type { FromTo, Registry } from './engine/registry.js'
export type { Emulate, HopDefinition } from './engine/runtime-hop.js'
export type { Contracts, ContractVersion } from './engine/version.js'
