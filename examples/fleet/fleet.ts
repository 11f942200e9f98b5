import type { RunnerClient } from '@runners/contracts/client'
import { type FleetHooks, type FleetRunner, fleetRunner } from './fleet-runner.js'
import { type Candidate, pickRunner } from './pick-runner.js'

/** URLs of the runners by region. What each speaks is for the fleet to find out. */
export type FleetUrls = Readonly<Record<string, readonly string[]>>

/** The runners of every region, behind the one call that an orchestrator makes. */
export interface Fleet {
  /** Sends a request to a runner in its region; in the first region where it names none. */
  readonly execute: (request: Request, options?: Options, route?: Route) => ReturnType<RunnerClient['execute']>
}

type Request = Parameters<RunnerClient['execute']>[0]
type Options = Parameters<RunnerClient['execute']>[1]

/** Where a request goes. */
export interface Route {
  /** URL of the only runner that it may go to. */
  readonly only?: string | undefined
  /** Told the URL of the runner that it goes to, before anything is sent. */
  readonly onPick?: (url: string) => void
}

/** Where a region has several runners, a request goes to one that can carry it whole, if there is one. */
export function createFleet(urls: FleetUrls, hooks: FleetHooks = {}): Fleet {
  const regions = new Map(Object.entries(urls).map(([region, inRegion]) => [region, inRegion.map((url) => fleetRunner(url, hooks))]))
  const [first = ''] = regions.keys()
  const inRegion = (region: string, only?: string) => (regions.get(region) ?? []).filter(({ url }) => only === undefined || url === only)
  const underWay = new Map<FleetRunner, number>()
  const count = (runner: FleetRunner, change: number) => underWay.set(runner, (underWay.get(runner) ?? 0) + change)
  return {
    execute: async (request, options, { only, onPick } = {}) => {
      const { region = first } = request
      const candidates = await candidatesOf(inRegion(region, only), options?.signal)
      const picked = pickRunner(request, candidates.map((candidate) => ({ ...candidate, underWay: underWay.get(candidate.runner) ?? 0 })))
      if (picked === undefined) throw new Error(`there is no runner ${only === undefined ? '' : `at ${only} `}in ${region}: regions are ${[...regions.keys()].join(', ')}`)
      onPick?.(picked.runner.url)
      count(picked.runner, 1)
      return picked.runner.client.execute(request, options).finally(() => count(picked.runner, -1))
    },
  }
}

type Agreed = Pick<Candidate, 'version'> & { readonly runner: FleetRunner }

/** The runners that can be spoken to. Where none can, what the first one failed with. */
async function candidatesOf(runners: readonly FleetRunner[], signal: AbortSignal | undefined): Promise<readonly Agreed[]> {
  const asked = await Promise.allSettled(runners.map(async (runner) => ({ runner, version: await runner.version(signal) })))
  const agreed = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  const [refused] = asked
  if (agreed.length === 0 && refused?.status === 'rejected') throw refused.reason
  return agreed
}
