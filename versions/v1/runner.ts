import { oc } from '@orpc/contract'
import { z } from 'zod'
import { issueExample, resultExample } from './examples.js'

/** Free-form JSON that a runner understands; the contract does not look inside. */
export const RunnerInputSchema = z.record(z.string(), z.unknown()).meta({
  description: 'Input of a runner, as free-form JSON.',
  examples: [{ url: 'https://example.com' }],
})

/** One runner to execute: its name, or its name with an input of its own. */
export const RunnerConfigSchema = z
  .union([
    z.string(),
    z.object({
      name: z.string().meta({ description: 'Name of the runner.', examples: ['pageTitle'] }),
      input: RunnerInputSchema.optional().meta({
        description: 'Input for this runner alone; wins over the shared input, yields to `url`.',
      }),
    }),
  ])
  .meta({ description: 'A runner by name, or by name with its own input.', examples: ['pageTitle'] })

/** Request of `POST /execute`. A runner's effective input is `input`, then its own input, then `url`; later ones win. */
export const RunRunnersRequestSchema = z.object({
  url: z.url().optional().meta({
    description: 'URL handed to every runner as `input.url`; wins over both inputs.',
    examples: ['https://example.com'],
  }),
  runners: z
    .array(RunnerConfigSchema)
    .min(1, 'At least one runner is required')
    .meta({ description: 'Runners to execute, in the order of the results.', examples: [['pageTitle']] }),
  runId: z.string().optional().meta({ description: 'Id of the run that this belongs to.', examples: ['run-7'] }),
  region: z.string().optional().meta({
    description: 'Region asked for; the region of the runner wins in the answer.',
    examples: ['eu-west-1'],
  }),
  input: RunnerInputSchema.optional().meta({ description: 'Input shared by all runners.' }),
})

/** What became of one runner. Match results by position: `name` is the runner's own, and `unknown` when it threw. */
export const RunnerResultSchema = z.object({
  name: z.string().meta({ description: "The runner's own name, or `unknown`.", examples: ['page_title'] }),
  status: z.enum(['pass', 'fail', 'error']).meta({ description: 'Outcome of the check.', examples: ['pass'] }),
  details: z.record(z.string(), z.unknown()).optional().meta({
    description: 'What the runner found, as free-form JSON.',
    examples: [{ title: 'Hello' }],
  }),
  errorMessage: z.string().optional().meta({ description: 'Why it did not pass.', examples: ['boom'] }),
  durationMs: z.number().optional().meta({ description: 'Duration in milliseconds.', examples: [27] }),
})

/** Response of `POST /execute`. `runId` is there only if the request had one. */
export const RunRunnersResponseSchema = z.object({
  region: z.string().optional().meta({ description: 'Region of the runner.', examples: ['eu-west-1'] }),
  runId: z.string().optional().meta({ description: 'The request’s run id, if it had one.', examples: ['run-7'] }),
  results: z.array(RunnerResultSchema).meta({
    description: 'Results in the order of the request.',
    examples: [[resultExample]],
  }),
})

/** Response of `GET /info`. */
export const RunnerInfoSchema = z.object({
  runners: z.array(z.string()).meta({ description: 'Names of the runners.', examples: [['pageTitle']] }),
  count: z.number().meta({ description: 'How many runners there are.', examples: [1] }),
  region: z.string().optional().meta({ description: 'Region of the runner.', examples: ['eu-west-1'] }),
  usage: z.record(z.string(), z.unknown()).optional().meta({
    description: 'A hint for people on how to call the runner.',
    examples: [{ method: 'POST', endpoint: '/execute' }],
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

/** The runner contract as deployed in version 1.0.0: errors carry no status of their own, so all of them are HTTP 500. */
export const runnerContract = {
  execute: oc
    .route({ method: 'POST', path: '/execute', summary: 'Execute one or more runners' })
    .input(RunRunnersRequestSchema)
    .output(RunRunnersResponseSchema)
    .errors({
      RUNNER_NOT_FOUND: { message: 'One or more runners not found', data: RunnerNotFoundSchema },
      INPUT_VALIDATION_FAILED: { message: 'Runner input is not valid', data: InputValidationFailedSchema },
      EXECUTION_FAILED: { message: 'Execution failed', data: ExecutionFailedSchema },
    }),
  info: oc
    .route({ method: 'GET', path: '/info', summary: 'Get information about available runners' })
    .output(RunnerInfoSchema),
}

export type RunnerContractV1 = typeof runnerContract
export type RunnerConfig = z.infer<typeof RunnerConfigSchema>
export type RunnerResult = z.infer<typeof RunnerResultSchema>
export type RunRunnersRequest = z.infer<typeof RunRunnersRequestSchema>
export type RunRunnersResponse = z.infer<typeof RunRunnersResponseSchema>
export type RunnerInfo = z.infer<typeof RunnerInfoSchema>
