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

/** What fits on a line of this length stands on one. */
const LINE = 120

/** A document as it is written to a file: JSON whose differences people can read, in the order of the document. */
export const documentText = (document: GoldenDocument | GoldenArrivals): string => `${written(document, '')}\n`

function written(value: unknown, indent: string): string {
  const short = oneLine(value)
  if (indent.length + short.length <= LINE || typeof value !== 'object' || value === null) return short
  const inner = `${indent}  `
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + written(item, inner)).join(',\n')}\n${indent}]`
  const entries = Object.entries(value).map(([key, item]) => `${inner}${text(key)}: ${written(item, inner)}`)
  return `{\n${entries.join(',\n')}\n${indent}}`
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return text(value)
  const entries = Object.entries(value).map(([key, item]) => `${text(key)}: ${oneLine(item)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

/** Letters beyond ASCII may look like others, or turn a line around. */
const text = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
