import type { Loss } from '../engine/errors.js'
import { tell } from '../engine/hook.js'

/** Losses that have not happened yet. */
export interface HeldLosses {
  readonly note: (loss: Loss) => void
  /** From now on they have. */
  readonly release: () => void
}

/** Holds losses back until it is known that the peer took the request: what it rejected was not lost. */
export function holdLosses(hooks: readonly (((loss: Loss) => void) | undefined)[], peer?: string): HeldLosses {
  const held: Loss[] = []
  let released = false
  const pass = (loss: Loss) => {
    for (const hook of hooks) tell(hook, peer === undefined ? loss : { ...loss, peer })
  }
  return {
    note: (loss) => (released ? pass(loss) : void held.push(loss)),
    release: () => {
      released = true
      held.forEach(pass)
    },
  }
}
