import recording from './v1-runner.json' with { type: 'json' }

/** One request to a deployed v1 runner, and what it answered. */
export interface Exchange {
  readonly name: string
  readonly request: {
    readonly method: string
    readonly path: string
    readonly contentType?: string | undefined
    /** Sent as JSON; a string is sent as it is. */
    readonly body?: unknown
  }
  readonly response: Answer
}

/** What there is to compare of an answer. */
export interface Answer {
  readonly status: number
  readonly contentType: string | null
  readonly body: unknown
}

/** The page server at the time of the recording. */
export const RECORDED_PAGE_URL = 'http://127.0.0.1:4102'

/** The traffic of a deployed v1 runner. */
export const exchanges: readonly Exchange[] = recording.exchanges
