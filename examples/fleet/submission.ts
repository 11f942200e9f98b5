import { randomUUID } from 'node:crypto'
import { ORPCError } from '@orpc/server'
import type { RunRequest } from '@runners/contracts'
import type { RunStore, StoredRun } from './run-store.js'

interface Refusals {
  readonly RUN_ALREADY_EXISTS: (error: { data: { runId: string } }) => Error
}

/** Starts runs; one submitted again under the same idempotency key is the first one. */
export function createSubmission(runs: RunStore): (request: RunRequest, errors: Refusals) => StoredRun {
  return (request, errors) => {
    const { runId = randomUUID(), mode, idempotencyKey } = request
    if (mode === 'local') throw new ORPCError('BAD_REQUEST', { message: 'There are no runners in here: submit with mode "remote"' })
    const first = idempotencyKey === undefined ? undefined : runs.under(idempotencyKey)
    if (first !== undefined) return first
    if (runs.get(runId) !== undefined) throw errors.RUN_ALREADY_EXISTS({ data: { runId } })
    return runs.start(runId, request)
  }
}
