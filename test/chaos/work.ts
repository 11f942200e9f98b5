import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { type Checks, defineCheck } from '../../examples/fleet/check.js'
import type { Executed } from './journal.js'
import { saidNow } from './spoken.js'

/** The one check that every runner has. */
export const WORK = 'work'

const WorkInputSchema = z.object({ execution: z.string(), ms: z.number().int() })

/** Its answer: by the token the journal tells which execution it is of. */
export const WorkDetailsSchema = z.object({ execution: z.string(), runId: z.string(), token: z.string() })

export type WorkInput = z.infer<typeof WorkInputSchema>
export type WorkDetails = z.infer<typeof WorkDetailsSchema>

/** Takes a while; it is in the journal before it begins. `times` is what a runner that is sound does once. */
export function workChecks(write: (entry: Omit<Executed, 'by'>) => void, times = 1): Checks {
  const work = defineCheck({
    description: 'Takes a while.',
    input: WorkInputSchema,
    run: async ({ execution, ms }, signal, { runId }) => {
      const token = randomUUID()
      for (let done = 0; done < times; done++) write({ execution, runId, token, ...saidNow() })
      await wait(ms, undefined, { signal })
      return { name: WORK, details: { execution, runId, token } }
    },
  })
  return new Map([[WORK, work]])
}
