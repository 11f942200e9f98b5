import { z } from 'zod'
import type { Aged } from './agreements.js'
import type { PeerAgreement } from './peer-agreement.js'

/** An agreement as it lies in a store: under which key, and when it was made by the clock of whoever wrote it. */
const StoredAgreementSchema = z.strictObject({
  key: z.string(),
  /** Milliseconds since 1970. */
  at: z.number().int().nonnegative(),
  agreement: z.strictObject({
    peer: z.string().optional(),
    contract: z.string(),
    version: z.string(),
    offered: z.union([z.string(), z.array(z.string())]),
    source: z.enum(['discovery', 'headers', 'evidence']),
    pool: z.strictObject({ common: z.array(z.string()), changes: z.number(), settled: z.boolean() }).optional(),
  }),
})

/** Clocks of processes that share a store may differ by this much, in milliseconds. What was written later than that is refused. */
const MAX_CLOCK_SKEW_MS = 60_000

/** What to write. */
export function storedAgreement(key: string, agreement: PeerAgreement, at: number): object {
  return { key, at, agreement }
}

/**
 * What was read, with its age; undefined where it is older than `ttlMs`.
 * @throws Error where it is no agreement, another's, or from the future
 */
export function readStored(value: unknown, key: string, ttlMs: number, now: number): Aged | undefined {
  const stored = StoredAgreementSchema.parse(value)
  if (stored.key !== key) throw new Error(`it is kept under the key ${JSON.stringify(key)} and says that it is of ${JSON.stringify(stored.key.slice(0, 200))}`)
  const ageMs = now - stored.at
  if (ageMs < -MAX_CLOCK_SKEW_MS) throw new Error(`it was written ${-ageMs} ms from now: the clocks of two processes differ`)
  return ageMs < ttlMs ? { agreement: stored.agreement, ageMs: Math.max(0, ageMs) } : undefined
}
