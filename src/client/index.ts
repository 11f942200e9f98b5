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
export type { Offer } from '../engine/negotiation/offer.js'
export type { NegotiateOptions } from '../engine/negotiation/terms.js'
export type { LossPolicy } from '../engine/policy.js'
export { createAgreementCache } from './agreement-cache.js'
export type { AgreementCache, AgreementCacheOptions, Probe, Standing, Waiting } from './agreements.js'
export type { Parties } from './arbiter.js'
export { answerInterceptor } from './answer-interceptor.js'
export type { CallContext, ClientHeaders, PlainHeaders } from './call-context.js'
export type { ClientSettings, ContractClientOptions } from './client-settings.js'
export { createContractClient } from './contract-client.js'
export type { DeprecatedVersion } from './deprecation.js'
export { discover, type Discovered, type DiscoverOptions } from './discover.js'
export type { Fetch } from './limited-get.js'
export { NegotiatedLink, type NegotiatedLinkOptions } from './negotiated-link.js'
export { createNegotiator, type Negotiator, type NegotiatorOptions } from './negotiator.js'
export { type OldPeer, oldOrchestrator, oldRunner, type PlainAnswer } from './old-peer.js'
export { createOrchestratorClient, type OrchestratorClient } from './orchestrator-client.js'
export type { PeerAgreement, Pool } from './peer-agreement.js'
export type { Pin } from './pin.js'
export { pinned } from './pinned.js'
export { createRunnerClient, type RunnerClient } from './runner-client.js'
export { type AgreementStorage, createStoredAgreementCache, type StoredAgreementCacheOptions, type StoreFailure } from './stored-agreement-cache.js'
export { type ClientInterceptor, type Spoken, versionInterceptor } from './version-interceptor.js'
export type { Chain, Convert, Direction, Ending, Leg } from '../engine/chain.js'
export type { EmulationContext, RequestContext } from '../engine/hop.js'
export type { CompiledLossRule, LossRule } from '../engine/loss.js'
export type { Converted } from '../engine/payload.js'
export type { HalfName, ProcedureDetails } from '../engine/procedures.js'
export type { FromTo, Registry } from '../engine/registry.js'
export type { Emulate, HopDefinition } from '../engine/runtime-hop.js'
export type { Contracts, ContractVersion } from '../engine/version.js'
export type { OrchestratorContract, orchestratorContract, RunnerContract, runnerContract } from '../registry.js'
