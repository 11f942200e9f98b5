import { oc } from '@orpc/contract'
import { z } from 'zod'
import { jobExample, resultExample } from './examples.js'
import { RunnerInputSchema, RunnerResultSchema } from './runner.js'

/** Dates are coerced from anything that `new Date` takes: `null` becomes 1970. */
const DateSchema = z.coerce.date()

const RunIdSchema = z.string().meta({ description: 'Id of the run.', examples: ['run-7'] })

/** Where a run or a job stands. */
export const RunStateSchema = z
  .enum(['queued', 'running', 'completed', 'failed', 'timed_out'])
  .meta({ description: 'State of a run or a job.', examples: ['running'] })

/** One runner of a run, and where it shall be executed. */
export const RunTargetSchema = z.object({
  name: z.string().meta({ description: 'Name of the runner.', examples: ['pageTitle'] }),
  region: z.string().optional().meta({ description: 'Region to execute in.', examples: ['eu-west-1'] }),
  input: RunnerInputSchema.optional().meta({ description: 'Input of the runner.' }),
})

/** Request of `POST /run`. */
export const RunRequestSchema = z.object({
  runners: z.array(RunTargetSchema).min(1, 'At least one runner is required').meta({
    description: 'Runners to execute, each a job of its own.',
    examples: [[{ name: 'pageTitle', region: 'eu-west-1', input: { url: 'https://example.com' } }]],
  }),
  mode: z.enum(['local', 'remote']).meta({ description: 'Where jobs are executed.', examples: ['remote'] }),
  concurrency: z.number().int().positive().optional().meta({
    description: 'How many jobs are under way at once, at most.',
    examples: [4],
  }),
  timeout: z.number().int().positive().optional().meta({
    description: 'Time limit of the run in milliseconds.',
    examples: [30_000],
  }),
  tags: z.array(z.string()).optional().meta({ description: 'Labels for people.', examples: [['nightly']] }),
  runId: RunIdSchema.optional().meta({ description: 'Id to use; made up where it is absent.' }),
})

/** Response of `POST /run` and `GET /run/{runId}/status`. */
export const RunStatusSchema = z.object({
  runId: RunIdSchema,
  state: RunStateSchema,
  totalJobs: z.number().int().nonnegative().meta({ description: 'Jobs in the run.', examples: [3] }),
  completedJobs: z.number().int().nonnegative().meta({ description: 'Jobs that completed.', examples: [1] }),
  failedJobs: z.number().int().nonnegative().meta({ description: 'Jobs that failed.', examples: [0] }),
  createdAt: DateSchema.meta({ description: 'When the run was submitted.', examples: ['2026-01-01T00:00:00.000Z'] }),
  updatedAt: DateSchema.meta({ description: 'When the status last changed.', examples: ['2026-01-01T00:00:01.000Z'] }),
})

/** What became of one job. */
export const JobSchema = z.object({
  jobId: z.string().meta({ description: 'Id of the job.', examples: ['job-1'] }),
  region: z.string().optional().meta({ description: 'Region it was executed in.', examples: ['eu-west-1'] }),
  state: RunStateSchema,
  results: z.array(RunnerResultSchema).meta({ description: 'Results of its runners.', examples: [[resultExample]] }),
  error: z.string().optional().meta({ description: 'Why the job failed.', examples: ['runner unreachable'] }),
  startedAt: DateSchema.optional().meta({ description: 'When it started.', examples: ['2026-01-01T00:00:00.000Z'] }),
  completedAt: DateSchema.optional().meta({ description: 'When it ended.', examples: ['2026-01-01T00:00:01.000Z'] }),
  durationMs: z.number().optional().meta({ description: 'Duration in milliseconds.', examples: [1000] }),
})

/** Results of a run by outcome. */
export const SummaryCountsSchema = z.object({
  total: z.number().int().nonnegative().meta({ description: 'Results in all.', examples: [3] }),
  passed: z.number().int().nonnegative().meta({ description: 'Results that passed.', examples: [2] }),
  failed: z.number().int().nonnegative().meta({ description: 'Results that failed.', examples: [1] }),
  errored: z.number().int().nonnegative().meta({ description: 'Results in error.', examples: [0] }),
})

/** Response of `GET /run/{runId}`. */
export const RunSummarySchema = z.object({
  runId: RunIdSchema,
  state: RunStateSchema,
  jobs: z.array(JobSchema).meta({ description: 'The jobs of the run.', examples: [[jobExample]] }),
  summary: SummaryCountsSchema.meta({
    description: 'Results by outcome.',
    examples: [{ total: 1, passed: 1, failed: 0, errored: 0 }],
  }),
  createdAt: DateSchema.meta({ description: 'When the run was submitted.', examples: ['2026-01-01T00:00:00.000Z'] }),
  completedAt: DateSchema.optional().meta({ description: 'When the run ended.', examples: ['2026-01-01T00:00:01.000Z'] }),
  durationMs: z.number().optional().meta({ description: 'Duration in milliseconds.', examples: [1000] }),
})

/** The orchestrator contract as deployed in version 1.0.0; it has no typed errors. */
export const orchestratorContract = {
  submitRun: oc
    .route({ method: 'POST', path: '/run', summary: 'Submit a new run request' })
    .input(RunRequestSchema)
    .output(RunStatusSchema),
  getRunStatus: oc
    .route({ method: 'GET', path: '/run/{runId}/status', summary: 'Get run status' })
    .input(z.object({ runId: RunIdSchema }))
    .output(RunStatusSchema),
  getRun: oc
    .route({ method: 'GET', path: '/run/{runId}', summary: 'Get run results' })
    .input(z.object({ runId: RunIdSchema }))
    .output(RunSummarySchema),
}

export type OrchestratorContractV1 = typeof orchestratorContract
export type RunState = z.infer<typeof RunStateSchema>
export type RunRequest = z.infer<typeof RunRequestSchema>
export type RunStatus = z.infer<typeof RunStatusSchema>
export type Job = z.infer<typeof JobSchema>
export type RunSummary = z.infer<typeof RunSummarySchema>
