import { z } from 'zod'

/** One version that a peer serves. */
const ServedVersionSchema = z.object({
  version: z.string(),
  /** ISO 8601 date. */
  deprecated: z.string().optional(),
  /** ISO 8601 date. */
  sunset: z.string().optional(),
})

/** Answer of `GET /contract`. Frozen for ever: fields are only added, unknown ones ignored. */
export const DiscoveryDocumentSchema = z.object({
  contract: z.string(),
  latest: z.string(),
  versions: z.array(ServedVersionSchema).min(1),
})

export type DiscoveryDocument = z.infer<typeof DiscoveryDocumentSchema>
