import type { RunnerResult } from '@runners/contracts'
import { open } from 'lmdb'

/** What a request was answered. */
export interface KeptAnswer {
  readonly runId: string
  readonly results: readonly RunnerResult[]
}

/** What is known of a key: that its request was begun, and the answer once there was one. */
interface Kept {
  readonly answer?: KeptAnswer
}

/** Answers by idempotency key, where they outlive the process that gave them. */
export interface AnswerFile {
  /** Marks a key as begun, unless it is: then what is known of it. */
  readonly begin: (key: string) => Kept | undefined
  readonly keep: (key: string, answer: KeptAnswer) => void
}

/** A file of this machine. Several processes may share it: a key is begun in one of them. */
export function openAnswerFile(path: string): AnswerFile {
  const answers = open<Kept, string>({ path, noSync: true })
  return {
    begin: (key) =>
      answers.transactionSync(() => {
        const kept = answers.get(key)
        if (kept === undefined) answers.putSync(key, {})
        return kept
      }),
    keep: (key, answer) => void answers.putSync(key, { answer }),
  }
}
