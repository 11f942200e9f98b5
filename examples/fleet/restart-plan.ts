import { CURRENT, LEGACY, runIds } from './plan.js'

/** Pages that answer when the supervisor says so: each holds a job until the orchestrator has been killed. */
export const heldPages = ['/held/keyed', '/held/keyed-on-v1', '/held/keyless'] as const

const limit = { mode: 'remote', timeoutMs: 60_000 } as const
const check = (region: string, url: string) => ({ name: 'pageTitle', region, input: { url } })

/** A run that is to be executed once, whatever happens: one job on a runner that knows keys, one on a runner that does not. */
export const resumed = (site: string) => ({
  ...limit,
  runId: runIds.resumed,
  idempotencyKey: 'before-restart/1',
  runners: [check(CURRENT, `${site}${heldPages[0]}`), check(LEGACY, `${site}${heldPages[1]}`)],
})

/** A run without a key. */
export const interrupted = (site: string) => ({ ...limit, runId: runIds.interrupted, runners: [check(CURRENT, `${site}${heldPages[2]}`)] })
