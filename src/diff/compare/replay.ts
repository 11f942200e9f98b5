import type { Party } from '../parser/party.js'
import { schemaPointerAt } from '../parser/place.js'
import type { Document } from '../schema/document.js'
import { asRecord, at, isSame } from '../schema/json.js'
import { isRecord } from '../../engine/record.js'

/** A value that was run through both parsers. */
export interface Witness {
  /** What goes over the wire. */
  readonly sent: unknown
  /** `refused` by the other side, or accepted without some of it. */
  readonly kind: 'refused' | 'lossy'
  /** The refusing parser's own words, or what was lost. */
  readonly detail: string
  /** Where in the value, if the refusing parser says. */
  readonly path?: readonly string[]
}

/** What a direction compares: requests are sent as they are, answers as the sender's parser leaves them. */
export interface Exchange {
  readonly sender: Party
  readonly taker: Party
  readonly mode: 'input' | 'output'
}

/** Runs a value through the sender's parser, then through the taker's; `undefined` where nothing is wrong with it. */
export function replay({ sender, taker, mode }: Exchange, value: unknown): Witness | undefined {
  const valid = sender.parse(value)
  if (valid.kind !== 'accepted') return undefined
  const sent = mode === 'output' ? valid.value : value
  if (!isJson(sent)) return undefined
  const taken = taker.parse(sent)
  if (taken.kind === 'refused') return { sent, kind: 'refused', detail: taken.reason, ...(taken.path && { path: taken.path }) }
  if (taken.kind === 'undecided') return undefined
  const lost = [...lostPaths(valid.value, taken.value, ''), ...replacedPaths(valid.value, taken.value, [], taker.input)]
  return lost.length === 0 ? undefined : { sent, kind: 'lossy', detail: lost.join(', ') }
}

const isJson = (value: unknown) => value !== undefined && isSame(JSON.parse(JSON.stringify(value)), value)

/** Paths of what is in the first and not in the second. */
function lostPaths(before: unknown, after: unknown, path: string): readonly string[] {
  const below = (key: string) => (path === '' ? key || '""' : `${path}.${key || '""'}`)
  if (Array.isArray(before) && Array.isArray(after)) {
    if (after.length < before.length) return [path === '' ? 'items' : path]
    return before.flatMap((item, index) => lostPaths(item, after[index], `${path}[${index}]`))
  }
  if (!isRecord(before) || !isRecord(after)) return []
  return Object.keys(before).flatMap((key) => (Object.hasOwn(after, key) ? lostPaths(before[key], after[key], below(key)) : [below(key)]))
}

/** Paths of values for which the taker has put a fallback (zod's `catch`). */
function replacedPaths(before: unknown, after: unknown, path: readonly string[], taken: Document): readonly string[] {
  if (isSame(before, after)) return []
  if (asRecord(at(taken.root, schemaPointerAt(taken, path)))['x-catch'] === true) return [path.length === 0 ? 'the value, for a fallback' : `${path.join('.')}, for a fallback`]
  if (typeof before !== 'object' || before === null || typeof after !== 'object' || after === null) return []
  const fields: Readonly<Record<string, unknown>> = { ...after }
  return Object.entries(before).filter(([key]) => Object.hasOwn(fields, key)).flatMap(([key, field]) => replacedPaths(field, fields[key], [...path, key], taken))
}
