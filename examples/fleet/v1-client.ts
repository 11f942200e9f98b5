import { setTimeout as wait } from 'node:timers/promises'
import { finish, settings } from './child.js'
import type { FleetClientSettings } from './client-settings.js'
import { CONCURRENCY, plannedRun, runIds, targets } from './plan.js'

/** One answer as it came over the wire. */
export interface Answer {
  readonly status: number
  /** What the answer says that it speaks. */
  readonly version: string | null
  readonly body: unknown
}

/** What the v1 client saw. */
export interface V1Report {
  readonly submitted: Answer
  /** Every state that polling gave, in order, without repetitions. */
  readonly states: readonly string[]
  readonly run: Answer
  /** A run that a v2 client cancelled. */
  readonly cancelled: Answer
  readonly unknown: Answer
  /** The same run submitted again. */
  readonly repeated: Answer
}

const { orchestrator, site } = settings<FleetClientSettings>()

/** As written against v1 years ago: bare `fetch`, no header of ours, nothing of this package. */
async function call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${orchestrator}${path}`, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  return { status: response.status, version: response.headers.get('runners-contract-version'), body: await response.json() }
}

async function poll(runId: string): Promise<readonly string[]> {
  const states: string[] = []
  for (;;) {
    const { state } = (await call('GET', `/run/${runId}/status`)).body as { state: string }
    if (state !== states.at(-1)) states.push(state)
    if (state !== 'queued' && state !== 'running') return states
    await wait(50)
  }
}

const request = { runId: runIds.v1, mode: 'remote', concurrency: CONCURRENCY, timeout: 10_000, runners: targets(plannedRun(site)) }

await finish({
  submitted: await call('POST', '/run', request),
  states: await poll(runIds.v1),
  run: await call('GET', `/run/${runIds.v1}`),
  cancelled: await call('GET', `/run/${runIds.cancelled}/status`),
  unknown: await call('GET', '/run/no-such-run/status'),
  repeated: await call('POST', '/run', request),
} satisfies V1Report)
