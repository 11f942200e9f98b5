import { type Address, addressesOf } from './address.js'
import { chance, pick } from './chance.js'
import { kinds, nextKind, type RunnerKind } from './runner-kind.js'

/** What happens to a process. `kill` and `restart` end it by force, the others replace it before they end it. */
export type Act = 'upgrade' | 'rollback' | 'kill' | 'restart'

/** Something that happens when so many executions have been reported. */
export interface Step {
  readonly at: number
  readonly act: Act
  /** A runner, or `orchestrator`. */
  readonly who: string
  /** What it is afterwards. */
  readonly kind: RunnerKind
  /** When a killed runner comes back. */
  readonly backAt?: number
}

/** All that is decided beforehand: the same seed gives the same. */
export interface Plan {
  readonly seed: string
  readonly executions: number
  readonly addresses: readonly Address[]
  readonly initially: Readonly<Record<string, RunnerKind>>
  readonly steps: readonly Step[]
}

export interface PlanOptions {
  readonly seed: string
  readonly executions: number
  readonly runners: number
}

/** One step for so many executions. */
const EXECUTIONS_A_STEP = 40
const FEWEST_STEPS = 8
/** Steps that a killed runner stays away. */
const AWAY = 2

const turns = ['upgrade', 'kill', 'rollback', 'orchestrator', 'upgrade', 'restart', 'rollback', 'kill'] as const

export function planOf({ seed, executions, runners }: PlanOptions): Plan {
  const addresses = addressesOf(runners)
  const members = addresses.flatMap(({ members }) => members)
  const initially = Object.fromEntries(members.map((member, index) => [member, kinds[index % 2]!]))
  const count = Math.max(FEWEST_STEPS, Math.round(executions / EXECUTIONS_A_STEP))
  const marks = Array.from({ length: count + AWAY }, (_, index) => Math.round(((index + 1) * executions) / (count + AWAY + 1)))
  const now = new Map<string, RunnerKind>(Object.entries(initially))
  const awayUntil = new Map<string, number>()
  const steps = marks.slice(0, count).map((at, index): Step => {
    const present = members.filter((member) => (awayUntil.get(member) ?? 0) <= at)
    const step = stepAt(index, at, marks[index + AWAY]!, { seed, present, now })
    if (step.backAt !== undefined) awayUntil.set(step.who, step.backAt + 1)
    now.set(step.who, step.kind)
    return step
  })
  return { seed, executions, addresses, initially, steps }
}

interface Standing {
  readonly seed: string
  readonly present: readonly string[]
  readonly now: ReadonlyMap<string, RunnerKind>
}

function stepAt(index: number, at: number, later: number, { seed, present, now }: Standing): Step {
  const turn = turns[index % turns.length]!
  if (turn === 'orchestrator') return { at, act: 'restart', who: 'orchestrator', kind: 'both' }
  const direction = turn === 'upgrade' ? 1 : turn === 'rollback' ? -1 : undefined
  const fitting = direction === undefined ? present : present.filter((who) => allowed(who, direction, now))
  // with few runners there may be none to upgrade or roll back
  if (fitting.length === 0) return { at, act: 'restart', who: 'orchestrator', kind: 'both' }
  const who = pick(fitting, seed, 'who', index)
  const kind = now.get(who)!
  if (turn === 'restart') return { at, act: turn, who, kind }
  if (turn === 'kill') return { at, act: turn, who, kind: chance(seed, 'back', index) < 0.3 ? 'both' : kind, backAt: later }
  return { at, act: turn, who, kind: nextKind(kind, direction!)! }
}

/** v1 callers get nothing from a runner of v2 alone: no more than a quarter of the fleet are. */
function allowed(who: string, direction: 1 | -1, now: ReadonlyMap<string, RunnerKind>): boolean {
  const next = nextKind(now.get(who)!, direction)
  const modern = [...now.values()].filter((kind) => kind === 'modern').length
  return next !== undefined && (next !== 'modern' || modern < now.size / 4)
}
