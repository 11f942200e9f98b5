/** The latest version: the one place that names it. `runners-contracts new` points it at the next. */
export * from './v2/index.js'
export type { OrchestratorContractV2 as OrchestratorContract, RunnerContractV2 as RunnerContract } from './v2/index.js'
