import type { JsonSchema } from '../engine/schema.js'

/** One procedure as it was frozen. */
export interface LockedProcedure {
  readonly route: {
    readonly method: string
    /** With its `/vN`. */
    readonly path: string
    readonly successStatus: number
    readonly inputStructure: string
    readonly outputStructure: string
  }
  /** What a caller may send. */
  readonly request?: JsonSchema
  /** What a caller gets; of a stream what it returns at its end. */
  readonly response?: JsonSchema
  /** What a stream yields; `{}` takes anything. */
  readonly events?: JsonSchema
  readonly errors: Readonly<Record<string, LockedError>>
}

export interface LockedError {
  readonly status: number
  readonly data?: JsonSchema
}

/** Procedures by contract and dotted path. */
export type LockedContracts = Readonly<Record<string, Readonly<Record<string, LockedProcedure>>>>

/** SHA-256 of a golden file, and of its payloads without what they become: that is the hops' doing, which may be mended. */
export interface LockedGolden {
  readonly file: string
  readonly payloads: string
}

/** What is held of a frozen version: `versions/vN/frozen.json`. Hashes are SHA-256 in hexadecimal. */
export interface Lock {
  /** Hash of everything below: a lock that was edited by hand does not fit it. */
  readonly seal: string
  readonly version: string
  /** Day on which it was frozen, ISO 8601. */
  readonly frozen: string
  /** Day on which hashes that the tools made were last renewed. */
  readonly renewed?: string
  /** The zod that wrote the schemas below. */
  readonly zod: string
  /** By path within the version's folder: every file but the lock and the golden payloads. */
  readonly sources: Readonly<Record<string, string>>
  /** By name within `golden/`. */
  readonly golden: Readonly<Record<string, LockedGolden>>
  /** Of `etc/vN.api.md`. */
  readonly report: string
  readonly contracts: LockedContracts
}
