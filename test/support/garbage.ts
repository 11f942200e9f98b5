import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Has all garbage collected, now. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}
