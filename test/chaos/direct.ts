import type { Plan, Step } from './plan.js'
import type { RunnerFleet } from './runner-fleet.js'

/** Who does what the plan says. */
export interface Directed {
  readonly fleet: RunnerFleet
  readonly orchestrator: { readonly restart: () => Promise<void> }
  /** How many executions have been reported. */
  readonly reported: () => number
  /** Resolves now and then: to look again. */
  readonly progress: () => Promise<unknown>
  /** Whether the clients have come to their end. */
  readonly over: () => boolean
  /** Lets the clients go on until so many have begun. */
  readonly allow: (executions: number) => void
}

/** Deeds that the clients may be ahead of the fleet: on a slow machine they wait, so that nothing is left out. */
const AHEAD = 2
/** Executions that the clients may always be ahead: their shares are rounded. */
const SLACK = 12

/** Performs the steps of a plan as executions are reported: so many at once, one at a time for each process. */
export async function direct({ steps, executions }: Plan, directed: Directed): Promise<void> {
  const deeds = steps.flatMap(deedsOf).sort((one, other) => one.at - other.at)
  const begun: Promise<void>[] = []
  const last = new Map<string, Promise<void>>()
  const after = async (before: Promise<void> | undefined, deed: Deed) => {
    await before
    await deed.act(directed)
  }
  for (const [index, deed] of deeds.entries()) {
    directed.allow(Math.max(deeds[index + AHEAD]?.at ?? executions, deed.at + SLACK))
    while (directed.reported() < deed.at && !directed.over()) await directed.progress()
    if (directed.over()) break
    await begun[index - AHEAD]
    const doing = after(last.get(deed.who), deed)
    last.set(deed.who, doing)
    // one that fails is waited for later: until then it is nobody's
    doing.catch(() => {})
    begun.push(doing)
  }
  directed.allow(executions)
  await Promise.all(begun)
}

interface Deed {
  readonly at: number
  readonly who: string
  readonly act: (directed: Directed) => Promise<void>
}

function deedsOf({ at, act, who, kind, backAt }: Step): readonly Deed[] {
  if (who === 'orchestrator') return [{ at, who, act: ({ orchestrator }) => orchestrator.restart() }]
  const kill: Deed = { at, who, act: ({ fleet }) => fleet.kill(who) }
  const replace = (when: number): Deed => ({ at: when, who, act: ({ fleet }) => fleet.replace(who, kind) })
  if (act === 'kill') return [kill, replace(backAt ?? at)]
  return act === 'restart' ? [kill, replace(at)] : [replace(at)]
}
