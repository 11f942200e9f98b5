import type { Pool } from './peer-agreement.js'

/** Changes of version, none of which lasted, after which one version is settled on. */
export const CHANGES_TO_SETTLE = 3

/** What is spoken with an address, out of what it was last known to offer. Versions are this side's own, the oldest first. */
export interface Spoken {
  readonly version: string
  readonly offered: readonly string[]
  readonly pool?: Pool | undefined
}

/** What one more answer says: what is offered, and which version was rejected just now, whatever is offered. */
export interface Verdict {
  readonly offered: readonly string[]
  readonly rejected?: string | undefined
}

/** What to speak from now on. */
export type Ruling = Pick<Spoken, 'version' | 'pool'>

/**
 * What to speak with an address after one more verdict:
 * 1. The highest version offered, but not the one rejected where there is another.
 * 2. Behind one address may be several peers, whose verdicts differ. So every change of version is counted, and with it which
 *    versions all verdicts have in common.
 * 3. The third change settles it: the highest version that all have in common is spoken, whatever single verdicts say.
 * 4. Where nothing is common to all any more, counting begins anew.
 *
 * Pure. How long a ruling holds, and when counting is forgotten, is the cache's affair.
 */
export function rule({ version, offered, pool }: Spoken, verdict: Verdict): Ruling {
  const before = pool ?? { common: offered, changes: 0, settled: false }
  const usable = verdict.offered.filter((offer) => offer !== verdict.rejected)
  const best = usable.at(-1) ?? verdict.offered.at(-1) ?? version
  const common = before.common.filter((one) => usable.includes(one))
  const highestCommon = common.at(-1)
  if (highestCommon === undefined) return { version: best }
  if (before.settled) return { version: highestCommon, pool: { ...before, common } }
  if (best === version) return pool === undefined ? { version } : { version, pool: { ...before, common } }
  const changes = before.changes + 1
  const settled = changes >= CHANGES_TO_SETTLE
  return { version: settled ? highestCommon : best, pool: { common, changes, settled } }
}
