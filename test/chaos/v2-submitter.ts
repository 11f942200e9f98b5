import { isDefinedError, safe } from '@orpc/client'
import { createAgreementCache, createOrchestratorClient } from '@runners/contracts/client'
import { settings } from '../../examples/fleet/child.js'
import { tellAgreement } from '../../examples/fleet/hooks.js'
import { CALL_ID } from './call-headers.js'
import { chance } from './chance.js'
import { load, type LoadSettings, workIn } from './load.js'
import { allFailed, type Batch, type Outcome, outcomesOf } from './outcome.js'
import { fetchWith } from './sabotaged-fetch.js'
import { runToItsEnd } from './submitted-run.js'
import { regionIn } from './region.js'

const VERSION = '2.0.0'

const { orchestrator: url, sabotage } = settings<LoadSettings>()
const client = createOrchestratorClient({
  url,
  agreements: createAgreementCache({ ttlMs: 5000 }),
  fetch: fetchWith(sabotage),
  onAgreement: tellAgreement,
})

/** Submits runs to the orchestrator: with a key in half of the cases. */
async function perform(batch: Batch, own: LoadSettings): Promise<readonly Outcome[]> {
  const { seed, limitMs } = own
  const { runId } = batch
  const keyed = chance(seed, runId, 'key') < 0.5
  const runners = workIn(batch, own).map((work, index) => ({ ...work, region: regionIn(batch, index, own) }))
  const request = { runId, mode: 'remote' as const, concurrency: 3, timeoutMs: limitMs, runners, ...(keyed && { idempotencyKey: runId }) }
  const named = (call: number) => ({ context: { headers: { [CALL_ID]: `${runId}/call-${call}` } }, signal: AbortSignal.timeout(limitMs) })
  try {
    const { jobs } = await runToItsEnd({
      submit: (call) => client.submitRun(request, named(call)),
      ended: async (call) => {
        const { error, data } = await safe(client.getRunStatus({ runId }, named(call)))
        if (isDefinedError(error) && error.code === 'RUN_NOT_FOUND') return undefined
        if (error !== null) throw error
        return data.state !== 'queued' && data.state !== 'running'
      },
      read: (call) => client.getRun({ runId }, named(call)),
    })
    return outcomesOf(batch, VERSION, jobs.map(({ results, error, state }) => results[0] ?? `${state}: ${error}`))
  } catch (error) {
    return allFailed(batch, VERSION, error)
  }
}

await load([3, 4, 5], perform)
