import { z } from 'zod'
import { jobCountsExample, jobExample, lossExample, resultExample, targetExample } from './examples.js'
import { RunnerInputSchema, RunnerResultSchema, SummaryCountsSchema } from './result.js'

/** UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const TimestampSchema = z.iso.datetime({ precision: 3 })

export const RunIdSchema = z.string().meta({ description: 'Id of the run.', examples: ['run-7'] })

/**
 * Id of a run in a request. Runs are read by a path, so an id that no path can hold would name a run that nobody can read:
 * the empty one, `.` and `..`, and half a surrogate pair, which UTF-8 cannot write. Answers may hold any: an older peer made them.
 */
export const RunIdInPathSchema = RunIdSchema.regex(
  /^(?!\.{1,2}$)(?:[^\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff])+$/,
  'A run id stands in a path: it cannot be empty, ".", ".." or half a character',
).meta({ description: 'Id of the run, as a path can hold it.', examples: ['run-7'] })

const count = z.number().int().nonnegative()
const durationField = z.number().optional().meta({ description: 'Duration in milliseconds.', examples: [1000] })

/** Where a run or a job stands. The last four are final. */
export const RunStateSchema = z
  .enum(['queued', 'running', 'completed', 'failed', 'timed_out', 'cancelled'])
  .meta({ description: 'State of a run or a job.', examples: ['running'] })

/** One runner of a run, and where it shall be executed. */
export const RunTargetSchema = z.object({
  name: z.string().meta({ description: 'Name of the runner.', examples: ['pageTitle'] }),
  region: z.string().optional().meta({ description: 'Region to execute in.', examples: ['eu-west-1'] }),
  input: RunnerInputSchema,
})

/** Request of `POST /v2/run`. */
export const RunRequestSchema = z.object({
  runners: z.array(RunTargetSchema).min(1, 'At least one runner is required').meta({
    description: 'Runners to execute, each a job of its own.',
    examples: [[targetExample]],
  }),
  mode: z.enum(['local', 'remote']).meta({ description: 'Where jobs are executed.', examples: ['remote'] }),
  concurrency: z.number().int().positive().optional().meta({
    description: 'How many jobs are under way at once, at most.',
    examples: [4],
  }),
  timeoutMs: z.number().int().positive().optional().meta({
    description: 'Time limit of the run in milliseconds.',
    examples: [30_000],
  }),
  tags: z.array(z.string()).optional().meta({ description: 'Labels for people.', examples: [['nightly']] }),
  runId: RunIdInPathSchema.optional().meta({ description: 'Id to use; made up where it is absent.' }),
  idempotencyKey: z.string().min(1).max(255).optional().meta({
    description: 'A repeated submission with the same key gets the first run and starts nothing.',
    examples: ['deploy-42'],
  }),
})

/** Jobs of a run by where they stand. */
export const JobCountsSchema = z.object({
  total: count.meta({ description: 'Jobs in the run.', examples: [3] }),
  queued: count.meta({ description: 'Jobs that wait.', examples: [1] }),
  running: count.meta({ description: 'Jobs under way.', examples: [1] }),
  completed: count.meta({ description: 'Jobs that completed.', examples: [1] }),
  failed: count.meta({ description: 'Jobs that failed.', examples: [0] }),
  timedOut: count.meta({ description: 'Jobs that reached their time limit.', examples: [0] }),
  cancelled: count.meta({ description: 'Jobs that were cancelled.', examples: [0] }),
})

/** Response of `POST /v2/run`, `GET /v2/run/{runId}/status` and `POST /v2/run/{runId}/cancel`. */
export const RunStatusSchema = z.object({
  runId: RunIdSchema,
  state: RunStateSchema,
  jobs: JobCountsSchema.meta({ description: 'Jobs by where they stand.', examples: [jobCountsExample] }),
  createdAt: TimestampSchema.meta({ description: 'When the run was submitted.', examples: ['2026-01-01T00:00:00.000Z'] }),
  updatedAt: TimestampSchema.meta({
    description: 'When the status last changed.',
    examples: ['2026-01-01T00:00:01.000Z'],
  }),
})

/** Something of a request that the runner's contract version could not carry. */
export const JobLossSchema = z.object({
  path: z.string().meta({ description: 'Where it was in the request.', examples: ['timeoutMs'] }),
  reason: z.string().meta({ description: 'Why it could not be carried.', examples: ['v1 has no time limit'] }),
})

/** What became of one job, and how its runner was spoken to. */
export const JobSchema = z.object({
  jobId: z.string().meta({ description: 'Id of the job.', examples: ['job-1'] }),
  region: z.string().optional().meta({ description: 'Region it was executed in.', examples: ['eu-west-1'] }),
  state: RunStateSchema,
  results: z.array(RunnerResultSchema).meta({ description: 'Results of its runners.', examples: [[resultExample]] }),
  error: z.string().optional().meta({ description: 'Why the job failed.', examples: ['runner unreachable'] }),
  startedAt: TimestampSchema.optional().meta({ description: 'When it started.', examples: ['2026-01-01T00:00:00.000Z'] }),
  completedAt: TimestampSchema.optional().meta({ description: 'When it ended.', examples: ['2026-01-01T00:00:01.000Z'] }),
  durationMs: durationField,
  contractVersion: z.string().optional().meta({
    description: 'Contract version spoken with the runner; absent where none was reached.',
    examples: ['2.0.0'],
  }),
  losses: z.array(JobLossSchema).meta({ description: 'What that version could not carry.', examples: [[lossExample]] }),
})

/** Response of `GET /v2/run/{runId}`. */
export const RunSummarySchema = z.object({
  runId: RunIdSchema,
  state: RunStateSchema,
  jobs: z.array(JobSchema).meta({ description: 'The jobs of the run.', examples: [[jobExample]] }),
  summary: SummaryCountsSchema,
  createdAt: TimestampSchema.meta({ description: 'When the run was submitted.', examples: ['2026-01-01T00:00:00.000Z'] }),
  completedAt: TimestampSchema.optional().meta({
    description: 'When the run ended.',
    examples: ['2026-01-01T00:00:01.000Z'],
  }),
  durationMs: durationField,
})

export type RunState = z.infer<typeof RunStateSchema>
export type RunRequest = z.infer<typeof RunRequestSchema>
export type JobCounts = z.infer<typeof JobCountsSchema>
export type RunStatus = z.infer<typeof RunStatusSchema>
export type Job = z.infer<typeof JobSchema>
export type RunSummary = z.infer<typeof RunSummarySchema>
