import type { LossRule } from '../../src/engine/define.js'
import type { RunnerResult as RunnerResultV1 } from '../../versions/v1/index.js'
import type { RunnerError, RunnerResult as RunnerResultV2 } from '../../versions/v2/index.js'

/** What a v1 runner's message becomes: v1 knows neither a code nor whether to try again. */
const FAILED_IN_V1 = 'FAILED_IN_V1'

/** Stands for a message that v1 did not give, so that coming back it is absent again. */
const NOT_REPORTED = { code: 'NOT_REPORTED', message: 'The v1 runner gave no message', retryable: false }

const isNotReported = ({ code, message }: RunnerError) =>
  code === NOT_REPORTED.code && message === NOT_REPORTED.message

const errorUp = (message: string | undefined): RunnerError =>
  message === undefined ? NOT_REPORTED : { code: FAILED_IN_V1, message, retryable: false }

const errorDown = (error: RunnerError) => (isNotReported(error) ? undefined : error.message)

/** `name` stays as the runner gave it: results are matched by position, never by name. */
export const resultUp = ({ name, status, details, errorMessage, durationMs }: RunnerResultV1): RunnerResultV2 =>
  status === 'pass'
    ? { name, status, details, durationMs }
    : { name, status, error: errorUp(errorMessage), details, durationMs }

export const resultDown = (result: RunnerResultV2): RunnerResultV1 => ({
  name: result.name,
  status: result.status,
  details: result.details,
  errorMessage: result.status === 'pass' ? undefined : errorDown(result.error),
  durationMs: result.durationMs,
})

/** What a list of results at `path` loses. */
export const resultLosses = (path: string): readonly LossRule[] => [
  {
    path: `${path}[].error.code`,
    reason: 'v1 has only a message for what went wrong',
    when: (code: string, { parent }: { parent: RunnerError }) => code !== FAILED_IN_V1 && !isNotReported(parent),
  },
  {
    path: `${path}[].error.retryable`,
    reason: 'v1 cannot say that a retry may help',
    when: (retryable: boolean) => retryable,
  },
  {
    path: `${path}[].errorMessage`,
    reason: 'v2 has no message on a check that passed',
    direction: 'up',
    when: (message: string | undefined, { parent }: { parent: RunnerResultV1 }) =>
      message !== undefined && parent.status === 'pass',
  },
]
