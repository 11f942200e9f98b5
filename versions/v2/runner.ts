import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { callExample, issueExample, resultExample, runnerExample } from './examples.js'
import { RunnerInputSchema, RunnerResultSchema, SummaryCountsSchema } from './result.js'

const timeoutField = z.number().int().positive().optional()
const runIdField = z.string().meta({ description: 'Id of the run that this belongs to.', examples: ['run-7'] })
const regionField = z.string().optional().meta({ description: 'Region of the runner.', examples: ['eu-west-1'] })

/** One runner to execute, with all of its input. */
export const RunnerCallSchema = z.object({
  name: z.string().meta({ description: 'Name of the runner.', examples: ['pageTitle'] }),
  input: RunnerInputSchema,
  timeoutMs: timeoutField.meta({ description: 'Time limit of this runner in milliseconds.', examples: [5000] }),
})

/** Request of `POST /v2/execute` and `POST /v2/execute/stream`. */
export const RunRunnersRequestSchema = z.object({
  runId: runIdField,
  region: z.string().optional().meta({
    description: 'Region asked for; the region of the runner wins in the answer.',
    examples: ['eu-west-1'],
  }),
  runners: z.array(RunnerCallSchema).min(1, 'At least one runner is required').meta({
    description: 'Runners to execute, in the order of the results.',
    examples: [[callExample]],
  }),
  timeoutMs: timeoutField.meta({ description: 'Time limit of the whole request in milliseconds.', examples: [30_000] }),
  idempotencyKey: z.string().min(1).max(255).optional().meta({
    description: 'A repeated call with the same key gets the first answer and executes nothing.',
    examples: ['run-7/job-1'],
  }),
})

/** Response of `POST /v2/execute`. */
export const RunRunnersResponseSchema = z.object({
  runId: runIdField,
  region: regionField,
  results: z.array(RunnerResultSchema).meta({
    description: 'Results in the order of the request.',
    examples: [[resultExample]],
  }),
})

/** Events of `POST /v2/execute/stream`: `started` once, a `result` for each runner, `done` once. */
export const ExecuteEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('started').meta({ description: 'The first event, once.', examples: ['started'] }),
    runId: runIdField,
    region: regionField,
    total: z.number().int().nonnegative().meta({ description: 'Runners to come.', examples: [3] }),
  }),
  z.object({
    type: z.literal('result').meta({ description: 'One for each runner, as it ends.', examples: ['result'] }),
    index: z.number().int().nonnegative().meta({ description: 'Position of the runner in the request.', examples: [0] }),
    result: RunnerResultSchema,
  }),
  z.object({
    type: z.literal('done').meta({ description: 'The last event, once.', examples: ['done'] }),
    runId: runIdField,
    summary: SummaryCountsSchema,
  }),
])

/** A runner that can be called. */
export const RunnerDescriptionSchema = z.object({
  name: z.string().meta({ description: 'Name to call it by.', examples: ['pageTitle'] }),
  description: z.string().optional().meta({ description: 'What it checks.', examples: ['The page has a title.'] }),
  inputSchema: z.record(z.string(), z.unknown()).optional().meta({
    description: 'JSON Schema of its input.',
    examples: [{ type: 'object', required: ['url'] }],
  }),
})

/** Response of `GET /v2/info`. */
export const RunnerInfoSchema = z.object({
  runners: z.array(RunnerDescriptionSchema).meta({ description: 'The runners there are.', examples: [[runnerExample]] }),
  region: regionField,
  contractVersions: z.array(z.string()).meta({
    description: 'Contract versions that the runner serves, as semver.',
    examples: [['1.0.0', '2.0.0']],
  }),
})

/** Data of `RUNNER_NOT_FOUND`. */
export const RunnerNotFoundSchema = z.object({
  missingRunners: z.array(z.string()).meta({ description: 'Names asked for and not there.', examples: [['nope']] }),
  availableRunners: z.array(z.string()).meta({ description: 'Names that are there.', examples: [['pageTitle']] }),
})

/** Data of `INPUT_VALIDATION_FAILED`. */
export const InputValidationFailedSchema = z.object({
  runnerName: z.string().meta({ description: 'Runner that refused its input.', examples: ['pageTitle'] }),
  issues: z.array(z.unknown()).meta({
    description: 'What was wrong, as the runner says it.',
    examples: [[issueExample]],
  }),
})

/** Data of `EXECUTION_FAILED`. */
export const ExecutionFailedSchema = z.object({
  details: z.string().optional().meta({ description: 'What went wrong.', examples: ['out of memory'] }),
})

/** Data of `EXECUTION_TIMED_OUT`. */
export const ExecutionTimedOutSchema = z.object({
  timeoutMs: z.number().meta({ description: 'The limit that was reached, in milliseconds.', examples: [5000] }),
})

const executeErrors = {
  RUNNER_NOT_FOUND: { status: 404, message: 'One or more runners not found', data: RunnerNotFoundSchema },
  INPUT_VALIDATION_FAILED: { status: 422, message: 'Runner input is not valid', data: InputValidationFailedSchema },
  EXECUTION_FAILED: { status: 500, message: 'Execution failed', data: ExecutionFailedSchema },
  EXECUTION_TIMED_OUT: { status: 504, message: 'Execution reached its time limit', data: ExecutionTimedOutSchema },
}

/** The runner contract in version 2.0.0. */
export const runnerContract = oc.prefix('/v2').router({
  execute: oc
    .route({ method: 'POST', path: '/execute', summary: 'Execute one or more runners' })
    .input(RunRunnersRequestSchema)
    .output(RunRunnersResponseSchema)
    .errors(executeErrors),
  executeStream: oc
    .route({ method: 'POST', path: '/execute/stream', summary: 'Execute runners and stream their results' })
    .input(RunRunnersRequestSchema)
    .output(eventIterator(ExecuteEventSchema))
    .errors(executeErrors),
  info: oc
    .route({ method: 'GET', path: '/info', summary: 'Get information about available runners' })
    .output(RunnerInfoSchema),
})

export type RunnerContractV2 = typeof runnerContract
export type RunRunnersRequest = z.infer<typeof RunRunnersRequestSchema>
export type RunRunnersResponse = z.infer<typeof RunRunnersResponseSchema>
export type ExecuteEvent = z.infer<typeof ExecuteEventSchema>
export type RunnerInfo = z.infer<typeof RunnerInfoSchema>
