import { pick } from './chance.js'
import type { LoadSettings } from './load.js'
import type { Batch } from './outcome.js'

/** In this fleet every address is a region of its own, named by its URL. */
export const regionIn = ({ runId }: Batch, index: number, { seed, peers }: LoadSettings): string => pick(peers, seed, runId, 'region', index)
