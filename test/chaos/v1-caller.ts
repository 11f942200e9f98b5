import { CALL_ID } from './call-headers.js'
import { pick } from './chance.js'
import { load, type LoadSettings, workIn } from './load.js'
import { allFailed, type Batch, type Outcome, outcomesOf } from './outcome.js'

const VERSION = '1.0.0'

/** Calls runners as deployed callers do: bare `fetch`, once, nothing of this package. */
async function perform(batch: Batch, own: LoadSettings): Promise<readonly Outcome[]> {
  const { seed, peers, limitMs } = own
  try {
    const response = await fetch(`${pick(peers, seed, batch.runId, 'peer')}/execute`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [CALL_ID]: `${batch.runId}/1` },
      body: JSON.stringify({ runId: batch.runId, runners: workIn(batch, own) }),
      signal: AbortSignal.timeout(limitMs),
    })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    const { results } = (await response.json()) as { results: readonly object[] }
    return outcomesOf(batch, VERSION, results)
  } catch (error) {
    return allFailed(batch, VERSION, error)
  }
}

await load([1, 2, 3], perform)
