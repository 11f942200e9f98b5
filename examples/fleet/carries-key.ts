import type { RunRunnersRequest } from '@runners/contracts'
import { registry } from '@runners/contracts/registry'

const keyed: RunRunnersRequest = { runId: 'any', runners: [{ name: 'any', input: {} }], idempotencyKey: 'any' }

/** Whether a runner that is spoken to in `version` is told the idempotency key, by which a repeated call gets the first one's answer. */
export const carriesKey = (version: string): boolean =>
  registry.losses('runner.execute', keyed, { from: registry.latest.version, to: version }).every(({ path }) => path !== 'idempotencyKey')
