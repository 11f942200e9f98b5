import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** That something was executed, written before it is answered. */
export interface Executed {
  readonly execution: string
  readonly runId: string | undefined
  /** Differs each time that it is executed. */
  readonly token: string
  /** Process that executed it. */
  readonly by: string
  /** Contract version that the request spoke. */
  readonly version: string
  readonly passageId: string
  /** The caller's name for its call; ends in the number of its attempt. */
  readonly callId: string
}

/** Appends to the journal of one process. */
export const journalOf = (folder: string, by: string) => (entry: Omit<Executed, 'by'>): void =>
  appendFileSync(join(folder, `${by}.ndjson`), `${JSON.stringify({ ...entry, by })}\n`)

/** Everything that the processes of a folder have executed. A process that was killed may leave half a line, which executed nothing. */
export function readJournals(folder: string): readonly Executed[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ndjson'))
  const wholeLines = (text: string) => text.split('\n').slice(0, -1)
  return files.flatMap((file) => wholeLines(readFileSync(join(folder, file), 'utf8'))).map((line) => JSON.parse(line) as Executed)
}
