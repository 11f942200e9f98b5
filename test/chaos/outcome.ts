import type { LoadSettings } from './load.js'
import { type WorkDetails, WorkDetailsSchema } from './work.js'

/** What the submitter of an execution learned of it. */
export interface Outcome {
  readonly execution: string
  /** Contract version that the submitter speaks. */
  readonly version: string
  /** Run that it was submitted in. */
  readonly runId: string
  /** What it was answered; absent where it failed. */
  readonly answer?: WorkDetails
  /** Why it failed. */
  readonly reason?: string
}

/** Executions that are submitted together. */
export interface Batch {
  /** Id of their run, and the first part of the names of all calls for it. */
  readonly runId: string
  readonly executions: readonly string[]
}

/** A result in either version, of which nothing is believed. */
interface AnyResult {
  readonly status?: unknown
  readonly details?: unknown
}

/** The outcomes of a batch by its results, which come in the order of the batch. */
export function outcomesOf({ runId, executions }: Batch, version: string, results: readonly (AnyResult | string | undefined)[]): readonly Outcome[] {
  return executions.map((execution, index) => {
    const result = results[index]
    if (typeof result === 'string') return { execution, version, runId, reason: result }
    const { success, data } = WorkDetailsSchema.safeParse(result?.details)
    if (result?.status === 'pass' && success) return { execution, version, runId, answer: data }
    return { execution, version, runId, reason: `the result is ${JSON.stringify(result)}` }
  })
}

/** All of a batch failed for one reason. */
export const allFailed = (batch: Batch, version: string, error: unknown): readonly Outcome[] =>
  outcomesOf(batch, version, batch.executions.map(() => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))))

/** The executions of a client: their ids say whose they are. */
export const executionsOf = ({ name, executions }: Pick<LoadSettings, 'name' | 'executions'>): readonly string[] =>
  Array.from({ length: executions }, (_, index) => `${name}:${index}`)
