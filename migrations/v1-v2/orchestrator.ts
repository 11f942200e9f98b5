import type { Hop } from '../../src/engine/define.js'
import type { OrchestratorContractV1 } from '../../versions/v1/index.js'
import type { OrchestratorContractV2 } from '../../versions/v2/index.js'
import {
  dateDown, dateLoss, dateUp, jobDown, jobLosses, jobUp, optionalDateDown, optionalDateUp, runIdUp, stateDown, statusDown, statusLosses, statusUp,
} from './run.js'

/** How often a v1 orchestrator is asked while a run is watched. */
const POLL_MS = 250

/** v1 orchestrators have no typed error for it: only a 404 can say that a run is not there. */
const notFoundUp = (_error: unknown, { request }: { request: { newer: { runId: string } } }) => ({
  code: 'RUN_NOT_FOUND' as const,
  data: { runId: request.newer.runId },
})
const notFoundDown = ({ data }: { data: { runId: string } }) => ({ code: 'NOT_FOUND' as const, data })

const runRef = {
  up: ({ runId }: { runId: string }) => ({ runId: runIdUp(runId) }),
  down: ({ runId }: { runId: string }) => ({ runId }),
}

/** v1 to v2, orchestrator: counts by state, ISO dates, typed errors for runs, cancelling, listing and watching. */
export const orchestrator = {
  submitRun: {
    request: {
      up: ({ runners, mode, concurrency, timeout, tags, runId }) => ({
        runners: runners.map(({ name, region, input }) => ({ name, region, input: input ?? {} })),
        mode,
        concurrency,
        timeoutMs: timeout,
        tags,
        runId: runId === undefined ? undefined : runIdUp(runId),
      }),
      down: ({ runners, mode, concurrency, timeoutMs, tags, runId }) => ({
        runners: runners.map(({ name, region, input }) => ({ name, region, input })),
        mode,
        concurrency,
        timeout: timeoutMs,
        tags,
        runId,
      }),
      losses: [{ path: 'idempotencyKey', reason: 'v1 starts a repeated submission twice', policy: 'reject' }],
      normalises: [
        { path: 'runners[].input', reason: 'v2 always has an input: none is an empty one', when: (input) => input === undefined },
      ],
    },
    response: { up: statusUp, down: statusDown, losses: statusLosses },
    errors: { down: { RUN_ALREADY_EXISTS: ({ data }) => ({ code: 'CONFLICT', data }) }, up: {} },
  },
  getRunStatus: {
    request: runRef,
    response: { up: statusUp, down: statusDown, losses: statusLosses },
    errors: { up: { NOT_FOUND: notFoundUp }, down: { RUN_NOT_FOUND: notFoundDown } },
  },
  getRun: {
    request: runRef,
    response: {
      up: ({ runId, state, jobs, summary, createdAt, completedAt, durationMs }) => ({
        runId,
        state,
        jobs: jobs.map(jobUp),
        summary,
        createdAt: dateUp(createdAt),
        completedAt: optionalDateUp(completedAt),
        durationMs,
      }),
      down: ({ runId, state, jobs, summary, createdAt, completedAt, durationMs }) => ({
        runId,
        state: stateDown(state),
        jobs: jobs.map(jobDown),
        summary,
        createdAt: dateDown(createdAt),
        completedAt: optionalDateDown(completedAt),
        durationMs,
      }),
      losses: [
        { path: 'state', reason: 'v1 has no cancelled: it reads failed', when: (state) => state === 'cancelled' },
        ...jobLosses('jobs'),
        dateLoss('createdAt'),
        dateLoss('completedAt'),
      ],
    },
    errors: {
      up: { NOT_FOUND: notFoundUp },
      down: { RUN_NOT_FOUND: notFoundDown, RUN_NOT_FINISHED: ({ data }) => ({ code: 'CONFLICT', data }) },
    },
  },
  cancelRun: { unavailable: 'v1 cannot cancel a run' },
  listRuns: { unavailable: 'v1 cannot list runs' },
  watchRun: {
    emulated: async function* ({ runId }, { newer, wait }) {
      let last = ''
      for (;;) {
        const status = await newer.getRunStatus({ runId })
        if (JSON.stringify(status) !== last) yield { type: 'status', status }
        last = JSON.stringify(status)
        if (status.state !== 'queued' && status.state !== 'running') break
        await wait(POLL_MS)
      }
      const summary = await newer.getRun({ runId })
      for (const job of summary.jobs) yield { type: 'job', job }
      yield { type: 'finished', summary }
    },
  },
} satisfies Hop<OrchestratorContractV1, OrchestratorContractV2>
