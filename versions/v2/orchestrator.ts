import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { jobExample, statusExample, summaryExample } from './examples.js'
import { JobSchema, RunIdInPathSchema, RunIdSchema, RunRequestSchema, RunStateSchema, RunStatusSchema, RunSummarySchema } from './run.js'

const RunRefSchema = z.object({ runId: RunIdInPathSchema })

/** Query of `GET /v2/runs`. */
export const ListRunsRequestSchema = z.object({
  state: RunStateSchema.optional().meta({ description: 'Only runs in this state.' }),
  limit: z.coerce.number<number>().int().min(1).max(100).default(20).meta({
    description: 'Runs a page, at most.',
    examples: [20],
  }),
  cursor: z.string().optional().meta({ description: '`nextCursor` of the page before.', examples: ['run-7'] }),
})

/** Response of `GET /v2/runs`, newest first. */
export const ListRunsResponseSchema = z.object({
  runs: z.array(RunStatusSchema).meta({ description: 'Runs, the newest first.', examples: [[statusExample]] }),
  nextCursor: z.string().optional().meta({ description: 'Asks for the next page; absent on the last.', examples: ['run-7'] }),
})

/** Events of `GET /v2/run/{runId}/events`: the status at once and on every change, each job as it ends, `finished` once. */
export const RunEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('status').meta({ description: 'The status, at once and on every change.', examples: ['status'] }),
    status: RunStatusSchema.meta({ description: 'Where the run stands now.', examples: [statusExample] }),
  }),
  z.object({
    type: z.literal('job').meta({ description: 'One for each job, as it ends.', examples: ['job'] }),
    job: JobSchema.meta({ description: 'What became of the job.', examples: [jobExample] }),
  }),
  z.object({
    type: z.literal('finished').meta({ description: 'The last event, once.', examples: ['finished'] }),
    summary: RunSummarySchema.meta({ description: 'Results of the whole run.', examples: [summaryExample] }),
  }),
])

/** Data of `RUN_NOT_FOUND` and `RUN_ALREADY_EXISTS`. */
export const RunErrorSchema = z.object({ runId: RunIdSchema })

/** Data of `RUN_NOT_FINISHED`. */
export const RunNotFinishedSchema = z.object({ runId: RunIdSchema, state: RunStateSchema })

const RUN_NOT_FOUND = { status: 404, message: 'There is no such run', data: RunErrorSchema }
const RUN_NOT_FINISHED = { status: 409, message: 'The run has not finished', data: RunNotFinishedSchema }
const RUN_ALREADY_EXISTS = { status: 409, message: 'There is a run with this id already', data: RunErrorSchema }

/** The orchestrator contract in version 2.0.0. */
export const orchestratorContract = oc.prefix('/v2').router({
  submitRun: oc
    .route({ method: 'POST', path: '/run', summary: 'Submit a new run request' })
    .input(RunRequestSchema)
    .output(RunStatusSchema)
    .errors({ RUN_ALREADY_EXISTS }),
  getRunStatus: oc
    .route({ method: 'GET', path: '/run/{runId}/status', summary: 'Get run status' })
    .input(RunRefSchema)
    .output(RunStatusSchema)
    .errors({ RUN_NOT_FOUND }),
  getRun: oc
    .route({ method: 'GET', path: '/run/{runId}', summary: 'Get run results' })
    .input(RunRefSchema)
    .output(RunSummarySchema)
    .errors({ RUN_NOT_FOUND, RUN_NOT_FINISHED }),
  cancelRun: oc
    .route({ method: 'POST', path: '/run/{runId}/cancel', summary: 'Cancel a run; a finished run stays as it is' })
    .input(RunRefSchema)
    .output(RunStatusSchema)
    .errors({ RUN_NOT_FOUND }),
  listRuns: oc
    .route({ method: 'GET', path: '/runs', summary: 'List runs, the newest first' })
    .input(ListRunsRequestSchema)
    .output(ListRunsResponseSchema),
  watchRun: oc
    .route({ method: 'GET', path: '/run/{runId}/events', summary: 'Watch a run until it has finished' })
    .input(RunRefSchema)
    .output(eventIterator(RunEventSchema))
    .errors({ RUN_NOT_FOUND }),
})

export type OrchestratorContractV2 = typeof orchestratorContract
export type RunEvent = z.infer<typeof RunEventSchema>
