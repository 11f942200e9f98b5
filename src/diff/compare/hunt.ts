import { compile } from '../formula/compile.js'
import { randomFrom } from '../solve/random.js'
import type { Goal } from '../solve/run.js'
import { solve } from '../solve/solver.js'
import type { Exchange } from './replay.js'

/** Values aimed at the difference, and values of any kind, that are run through the parsers where the proof fails. */
const AIMED = 30
const SAMPLED = 100
/** Steps for each of them: a value that takes longer is not worth it. */
const STEPS_EACH = 600

/** Looks for a value where the proof found none that the parsers agree on; `undefined` where none of them shows anything. */
export function hunt({ sender, mode }: Exchange, { meets, fails }: Goal, shows: (value: unknown) => boolean): unknown {
  const aimed = fails.length === 0 ? undefined : firstShown({ meets, fails }, AIMED, shows)
  const found = aimed ?? firstShown({ meets, fails: [] }, SAMPLED, shows)
  if (found !== undefined || mode === 'input') return found
  // what an output is made from says more than what is known of it
  const input = compile(sender.input.root, '', { document: sender.input, role: 'sends', by: 'accepted', zod: sender.zod, mode: 'input', relaxed: new Set() })
  return firstShown({ meets: [input], fails: [] }, SAMPLED, shows)
}

function firstShown(goal: Goal, tries: number, shows: (value: unknown) => boolean): unknown {
  for (let seed = 0; seed < tries; seed++) {
    const outcome = solve(goal, { random: randomFrom(seed), steps: STEPS_EACH })
    if (outcome.kind === 'value' && shows(outcome.value)) return outcome.value
  }
  return undefined
}
