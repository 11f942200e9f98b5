import type { Told } from '../../examples/fleet/supervisor.js'
import type { Evidence } from './evidence.js'
import { groupBy } from './group-by.js'
import type { Plan } from './plan.js'

/** How often what happened, by kind: that there was chaos. */
export interface Happened {
  readonly acts: Readonly<Record<string, number>>
  readonly faults: Readonly<Record<string, number>>
  readonly questions: number
  readonly agreements: Readonly<Record<string, number>>
  readonly executedIn: Readonly<Record<string, number>>
  readonly outcomes: Readonly<Record<string, number>>
  /** Why executions failed, in the words that their submitters were told. */
  readonly reasons: Readonly<Record<string, number>>
}

export function happenedIn({ steps }: Plan, { passages, executed, outcomes }: Evidence, told: readonly Told[]): Happened {
  const agreed = told.flatMap(({ message }) => (message.kind === 'agreed' ? [message.agreement] : []))
  return {
    acts: countBy(steps, ({ act, who }) => (who === 'orchestrator' ? 'orchestrator restarted' : act)),
    faults: countBy(passages.flatMap(({ fault }) => fault ?? []), (fault) => fault),
    questions: passages.filter(({ path }) => path === '/contract').length,
    agreements: countBy(agreed, ({ version, source }) => `${version} by ${source}`),
    executedIn: countBy(executed, ({ version }) => version),
    outcomes: countBy(outcomes, ({ execution, answer }) => `${execution.split(':')[0]} ${answer ? 'succeeded' : 'failed'}`),
    reasons: countBy(outcomes.flatMap(({ reason }) => reason ?? []), withoutNames),
  }
}

/** URLs, ids and numbers make every reason another. */
const withoutNames = (reason: string) => reason.replace(/https?:\/\/[\d.:]+/g, 'URL').replace(/[\w-]+\/[\w/-]+/g, 'ID').replace(/\d+ ms/g, 'MS').replace(/\s+/g, ' ').slice(0, 110)

const countBy = <T>(values: readonly T[], keyOf: (value: T) => string) =>
  Object.fromEntries([...groupBy(values, keyOf)].map(([key, each]): [string, number] => [key, each.length]).sort())
