import { z } from 'zod'
import { errorExample, resultExample, summaryCountsExample } from './examples.js'

/** Free-form JSON that a runner understands; the contract does not look inside. */
export const RunnerInputSchema = z.record(z.string(), z.unknown()).meta({
  description: 'Input of a runner, as free-form JSON.',
  examples: [{ url: 'https://example.com' }],
})

/** Why a check did not pass. Branch on `code`, never on `message`. */
export const RunnerErrorSchema = z
  .object({
    code: z.string().meta({ description: 'Stable code of the cause.', examples: ['CONNECTION_REFUSED'] }),
    message: z.string().meta({ description: 'The cause in words.', examples: ['connect ECONNREFUSED'] }),
    retryable: z.boolean().meta({ description: 'Whether the same call may succeed later.', examples: [true] }),
  })
  .meta({ description: 'Why a check did not pass.', examples: [errorExample] })

const nameField = z.string().meta({
  description: "The runner's own name; match results with the request by position.",
  examples: ['page_title'],
})
const detailsField = z.record(z.string(), z.unknown()).optional().meta({
  description: 'What the runner found, as free-form JSON.',
  examples: [{ title: 'Hello' }],
})
const durationField = z.number().optional().meta({ description: 'Duration in milliseconds.', examples: [27] })

const passField = z.literal('pass').meta({ description: 'The check passed.', examples: ['pass'] })
const failField = z.literal('fail').meta({ description: 'The check was made and did not pass.', examples: ['fail'] })
const errorField = z.literal('error').meta({ description: 'The check could not be made.', examples: ['error'] })

/** What became of one runner: a union on `status`. A check that did not pass says why in `error`. */
export const RunnerResultSchema = z
  .discriminatedUnion('status', [
    z.object({ name: nameField, status: passField, details: detailsField, durationMs: durationField }),
    z.object({
      name: nameField,
      status: failField,
      error: RunnerErrorSchema.meta({ description: 'What the check found wrong.' }),
      details: detailsField,
      durationMs: durationField,
    }),
    z.object({
      name: nameField,
      status: errorField,
      error: RunnerErrorSchema.meta({ description: 'Why the check could not be made.' }),
      details: detailsField,
      durationMs: durationField,
    }),
  ])
  .meta({ description: 'What became of one runner.', examples: [resultExample] })

/** Results by outcome. */
export const SummaryCountsSchema = z
  .object({
    total: z.number().int().nonnegative().meta({ description: 'Results in all.', examples: [3] }),
    passed: z.number().int().nonnegative().meta({ description: 'Results that passed.', examples: [2] }),
    failed: z.number().int().nonnegative().meta({ description: 'Results that failed.', examples: [1] }),
    errored: z.number().int().nonnegative().meta({ description: 'Results in error.', examples: [0] }),
  })
  .meta({ description: 'Results by outcome.', examples: [summaryCountsExample] })

export type RunnerError = z.infer<typeof RunnerErrorSchema>
export type RunnerResult = z.infer<typeof RunnerResultSchema>
export type SummaryCounts = z.infer<typeof SummaryCountsSchema>
