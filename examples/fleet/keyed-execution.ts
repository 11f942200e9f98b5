import { ORPCError } from '@orpc/server'
import type { RunnerResult } from '@runners/contracts'
import type { AnswerFile } from './answer-file.js'
import { createRemembered } from './remembered.js'

/** What a request was answered, or will be: its results come one by one. */
export interface Execution {
  readonly runId: string
  readonly results: readonly Promise<RunnerResult>[]
}

/**
 * Executes once a key. This process answers a repeated request with the first one's answer; with a file, so does the next one.
 * A request whose process ended before it answered is refused: whether it was executed is not known.
 */
export function createKeyedExecution(file?: AnswerFile): (key: string, start: () => Execution) => Execution {
  const remembered = createRemembered<Execution>()
  if (file === undefined) return remembered
  return (key, start) => remembered(key, () => once(key, start, file))
}

function once(key: string, start: () => Execution, file: AnswerFile): Execution {
  const begun = file.begin(key)
  if (begun?.answer !== undefined) return { runId: begun.answer.runId, results: begun.answer.results.map(async (result) => result) }
  if (begun !== undefined) throw new ORPCError('CONFLICT', { message: `Another process began the request with key ${key}, and may have executed it` })
  const { runId, results } = start()
  const keep = (all: readonly RunnerResult[]) => file.keep(key, { runId, results: all })
  void Promise.all(results).then(keep, () => {})
  return { runId, results }
}
