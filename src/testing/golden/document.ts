import { readableJson } from './readable-json.js'

/** What a payload becomes in another version. */
export type Becomes =
  | {
      readonly value: unknown
      /** `timeoutMs: v1 has no time limit`, in the shape of the version converted from. */
      readonly losses: readonly string[]
    }
  | { readonly unavailable: string }
  | { readonly refused: string }
  | { readonly emulated: true }

/** A payload that a version accepts. */
export interface GoldenPayload {
  readonly value: unknown
  /** For an answer: the request as a caller of an older version sent it, by version. */
  readonly asked?: Readonly<Record<string, unknown>>
  /** By older version. What happens between two versions stands with the newer one, so that a frozen one never changes. */
  readonly becomes?: Readonly<Record<string, Becomes>>
}

/** What the valid payloads of an older version become in this one, by their names there. */
export type GoldenArrivals = Readonly<Record<string, GoldenArrival>>

export interface GoldenArrival {
  /** For an answer: the request as a caller of this version sent it. */
  readonly asked?: unknown
  readonly becomes: Becomes
}

/** A payload that a version refuses, and where. The wording is the schema library's, and changes with it. */
export interface RefusedPayload {
  readonly value: unknown
  /** `jobs.0.results`; empty for the whole payload. */
  readonly refusedAt: readonly string[]
}

/** The golden payloads of one procedure and half, by what they are. Of an error `value` is `{ code, data }`. */
export interface GoldenDocument {
  readonly valid: Readonly<Record<string, GoldenPayload>>
  readonly invalid: Readonly<Record<string, RefusedPayload>>
}

/** A document as it is written to a file: JSON whose differences people can read, in the order of the document. */
export const documentText = (document: GoldenDocument | GoldenArrivals): string => readableJson(document)
