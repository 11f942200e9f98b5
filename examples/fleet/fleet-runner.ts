import {
  type ClientSettings,
  createAgreementCache,
  createNegotiator,
  createRunnerClient,
  discover,
  oldRunner,
  type RunnerClient,
} from '@runners/contracts/client'
import { registry } from '@runners/contracts/registry'

/** What a fleet tells of its runners, and where it keeps what was agreed with them. */
export type FleetHooks = Pick<ClientSettings, 'onAgreement' | 'onLoss' | 'agreements'>

/** A runner of the fleet. */
export interface FleetRunner {
  readonly url: string
  /** In the latest version, whatever the runner speaks. */
  readonly client: RunnerClient
  /** The version that calls will be made in: as the client agreed with the runner, or will. */
  readonly version: (signal?: AbortSignal) => Promise<string>
}

/** A runner by its URL. What it speaks is found out once, by whoever needs to know first. */
export function fleetRunner(url: string, hooks: FleetHooks): FleetRunner {
  const { agreements = createAgreementCache() } = hooks
  const asked = { registry, contract: 'runner', url, oldPeer: oldRunner(registry) }
  const negotiator = createNegotiator({ registry, contract: 'runner', peer: url, terms: {}, agreements, discover: () => discover(asked) })
  return {
    url,
    client: createRunnerClient({ ...hooks, url, agreements }),
    version: async (signal) => (await negotiator.agree(signal)).version,
  }
}
