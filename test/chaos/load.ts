import { once } from 'node:events'
import pLimit from 'p-limit'
import { heed, settings, tell } from '../../examples/fleet/child.js'
import { chance, pick } from './chance.js'
import { type Batch, executionsOf, type Outcome } from './outcome.js'
import type { Sabotage } from './sabotage.js'
import { WORK, type WorkInput } from './work.js'

/** What a client is started with. */
export interface LoadSettings {
  readonly seed: string
  readonly name: string
  readonly executions: number
  /** URLs of the runners and pools. */
  readonly peers: readonly string[]
  readonly orchestrator: string
  /** How long a call or a run may take, in milliseconds. */
  readonly limitMs: number
  readonly sabotage: readonly Sabotage[]
}

/** From the supervisor: the share of all executions that may have begun. */
export interface Allowance {
  readonly allowed: number
}

/** Batches of one client under way at once. */
const CONCURRENCY = 6
const FORGOTTEN = 20

/** Submits the executions of a client in batches of some of `sizes`, no faster than the supervisor allows, and tells each outcome. */
export async function load(sizes: readonly number[], perform: (batch: Batch, settings: LoadSettings) => Promise<readonly Outcome[]>): Promise<never> {
  const own = settings<LoadSettings>()
  const allowed = allowance()
  const limit = pLimit(CONCURRENCY)
  const executions = executionsOf(own)
  const submit = async (batch: Batch) => {
    await allowed(executions.indexOf(batch.executions[0]!) / executions.length)
    const outcomes = await perform(batch, own)
    const kept = outcomes.filter(({ execution }) => !own.sabotage.includes('forgotten') || executions.indexOf(execution) % FORGOTTEN > 0)
    await Promise.all(kept.map((report) => tell({ kind: 'report', report })))
  }
  await Promise.all(batchesOf(own, executions, sizes).map((batch) => limit(() => submit(batch))))
  process.exit(0)
}

/** What a batch asks its runner, or the orchestrator, to run. */
export const workIn = ({ executions }: Batch, { seed }: LoadSettings) =>
  executions.map((execution) => ({ name: WORK, input: { execution, ms: 5 + Math.floor(chance(seed, execution, 'ms') * 60) } satisfies WorkInput }))

function batchesOf({ seed, name }: LoadSettings, executions: readonly string[], sizes: readonly number[]): readonly Batch[] {
  const batches: Batch[] = []
  for (let first = 0; first < executions.length; ) {
    const size = pick(sizes, seed, name, 'size', first)
    batches.push({ runId: `${name}-${batches.length}`, executions: executions.slice(first, first + size) })
    first += size
  }
  return batches
}

function allowance(): (share: number) => Promise<void> {
  let allowed = 0
  process.setMaxListeners(0)
  heed<Allowance>((message) => (allowed = message.allowed))
  return async (share) => {
    while (share >= allowed) await once(process, 'message')
  }
}
