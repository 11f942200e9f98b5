import type { RequestListener } from 'node:http'
import { createAgreementCache } from '@runners/contracts/client'
import { createOrchestratorHandler } from '@runners/contracts/server'
import { serve, settings } from '../../examples/fleet/child.js'
import { createFleet, type Fleet, type FleetUrls } from '../../examples/fleet/fleet.js'
import { tellAgreement } from '../../examples/fleet/hooks.js'
import { createOrchestratorRouter } from '../../examples/fleet/orchestrator-router.js'
import { openRunArchive } from '../../examples/fleet/run-archive.js'
import type { Sabotage } from './sabotage.js'

/** What the orchestrator is started with. */
export interface OrchestratorSettings {
  readonly runners: FleetUrls
  readonly runs: string
  readonly sabotage: readonly Sabotage[]
}

const { runners, runs, sabotage } = settings<OrchestratorSettings>()
const fleet = createFleet(runners, { onAgreement: tellAgreement, agreements: createAgreementCache({ ttlMs: 5000 }) })

/** Gives each job the results of the one before. */
function swapping({ execute }: Fleet): Fleet {
  let last: Awaited<ReturnType<Fleet['execute']>> | undefined
  return {
    execute: async (...call) => {
      const [answer, before] = [await execute(...call), last]
      last = answer
      return { ...answer, results: before?.results ?? answer.results }
    },
  }
}

/** Asks for another run than the caller did. */
const forgetting = (listener: RequestListener): RequestListener => (request, response) => {
  request.url = request.url?.replace(/\/run\/[\w-]*2(?=\/|$)/, '/run/forgotten') ?? '/'
  listener(request, response)
}

const router = createOrchestratorRouter(sabotage.includes('swappedAnswers') ? swapping(fleet) : fleet, openRunArchive(runs))
const listener: RequestListener = createOrchestratorHandler({ router }).node

await serve(sabotage.includes('lostRuns') ? forgetting(listener) : listener)
