import { setTimeout as wait } from 'node:timers/promises'
import { type CallContext, createAgreementCache, createRunnerClient, isContractError, type RunnerClient } from '@runners/contracts/client'
import type { RunnerResult, RunRunnersRequest } from '@runners/contracts'
import { settings } from '../../examples/fleet/child.js'
import { tellAgreement } from '../../examples/fleet/hooks.js'
import { CALL_ID } from './call-headers.js'
import { chance, pick } from './chance.js'
import { load, type LoadSettings, workIn } from './load.js'
import { allFailed, type Batch, type Outcome, outcomesOf } from './outcome.js'
import { fetchWith } from './sabotaged-fetch.js'

const VERSION = '2.0.0'
const ATTEMPTS = 3
/** So short that peers are asked what they are again and again. */
const AGREEMENTS_TTL_MS = 5000

/** After these errors a caller may call again: nothing was executed. */
const nothingRan = ['PEER_UNREACHABLE', 'NOT_A_RUNNER', 'NO_COMMON_VERSION', 'OFFER_INVALID', 'CONTRACT_VERSION_UNSUPPORTED'] as const

const { peers, sabotage } = settings<LoadSettings>()
const agreements = createAgreementCache({ ttlMs: AGREEMENTS_TTL_MS })
const shared = { agreements, fetch: fetchWith(sabotage), onAgreement: tellAgreement }
const runners = new Map(peers.map((url) => [url, createRunnerClient({ url, ...shared })]))

/** Calls runners itself: one call or a stream, with a key or without. */
async function perform(batch: Batch, { seed, limitMs, ...own }: LoadSettings): Promise<readonly Outcome[]> {
  const runner = runners.get(pick(peers, seed, batch.runId, 'peer'))!
  const keyed = chance(seed, batch.runId, 'key') < 0.4
  const request = { runId: batch.runId, runners: workIn(batch, { seed, limitMs, ...own }), ...(keyed && { idempotencyKey: batch.runId }) }
  const call = chance(seed, batch.runId, 'stream') < 0.3 ? stream : execute
  for (let attempt = 1; ; attempt++) {
    const context = { headers: { [CALL_ID]: `${batch.runId}/${attempt}` } }
    try {
      return outcomesOf(batch, VERSION, await call(runner, request, context, AbortSignal.timeout(limitMs)))
    } catch (error) {
      const safe = keyed || nothingRan.some((code) => isContractError(error, code))
      if (!safe || attempt === ATTEMPTS) return allFailed(batch, VERSION, error)
      await wait(200)
    }
  }
}

type Call = (runner: RunnerClient, request: RunRunnersRequest, context: CallContext, signal: AbortSignal) => Promise<readonly RunnerResult[]>

const execute: Call = async (runner, request, context, signal) => (await runner.execute(request, { context, signal })).results

const stream: Call = async (runner, request, context, signal) => {
  const results: RunnerResult[] = []
  for await (const event of await runner.executeStream(request, { context, signal })) {
    if (event.type === 'result') results[event.index] = event.result
  }
  return results
}

await load([1, 2, 3], perform)
