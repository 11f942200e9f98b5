import { CALL_ID } from './call-headers.js'
import { load, type LoadSettings, workIn } from './load.js'
import { allFailed, type Batch, type Outcome, outcomesOf } from './outcome.js'
import { regionIn } from './region.js'
import { runToItsEnd } from './submitted-run.js'

const VERSION = '1.0.0'

/** What a v1 client reads of a run. */
interface Summary {
  readonly jobs: readonly { readonly state: string; readonly error?: string; readonly results: readonly object[] }[]
}

/** Submits runs to the orchestrator as deployed clients do: bare `fetch`, nothing of this package. */
async function perform(batch: Batch, own: LoadSettings): Promise<readonly Outcome[]> {
  const { runId } = batch
  const { orchestrator, limitMs } = own
  const ask = async (path: string, call: number, body?: object) => {
    const response = await fetch(`${orchestrator}${path}`, {
      headers: { 'content-type': 'application/json', [CALL_ID]: `${runId}/call-${call}` },
      signal: AbortSignal.timeout(limitMs),
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
    if (!isJson || (!response.ok && response.status !== 404)) throw new Error(`HTTP ${response.status}`)
    return (await response.json()) as unknown
  }
  const runners = workIn(batch, own).map((work, index) => ({ ...work, region: regionIn(batch, index, own) }))
  try {
    const { jobs } = await runToItsEnd({
      submit: (call) => ask('/run', call, { runId, mode: 'remote', concurrency: 3, timeout: limitMs, runners }),
      ended: async (call) => {
        const { state } = (await ask(`/run/${runId}/status`, call)) as { readonly state?: string }
        return state === undefined ? undefined : state !== 'queued' && state !== 'running'
      },
      read: async (call) => (await ask(`/run/${runId}`, call)) as Summary,
    })
    return outcomesOf(batch, VERSION, jobs.map(({ results, error, state }) => results[0] ?? `${state}: ${error}`))
  } catch (error) {
    return allFailed(batch, VERSION, error)
  }
}

await load([3, 4, 5], perform)
