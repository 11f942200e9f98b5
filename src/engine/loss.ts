import type { Loss } from './errors.js'
import { isRecord } from './record.js'

/** What a step cannot carry, declared. */
export interface LossRule {
  /** Path in the shape of the side converted from: `a.b`, `list[].c`, `record.*`. */
  readonly path: string
  /** Why, for people: it reaches the caller. */
  readonly reason: string
  /** Which direction loses it; `down` where it does not say. */
  readonly direction?: 'up' | 'down'
  /** `reject` refuses the call unless the caller says `allow` or `report`. */
  readonly policy?: 'reject'
  /** Narrows it: whether this value is lost. Without it every value but `undefined` is. */
  // any: each rule reads the value at its own path, which no type here can know
  readonly when?: (value: any, around: { readonly parent: any; readonly whole: any }) => boolean
}

/**
 * What `down(up(x))` may change of an older value without losing anything, such as one of several ways to say the same.
 * `path` is in the shape of the older side; `when` sees the value there, `undefined` where it is absent.
 */
export type Normalisation = Pick<LossRule, 'path' | 'reason' | 'when'>

/** A rule ready to be looked for: its path in segments, `[]` for every element and `*` for every key. */
export interface CompiledLossRule extends LossRule {
  readonly segments: readonly string[]
}

/** The rules that hold going in `direction`. */
export function compileLossRules(rules: readonly LossRule[] | undefined, direction: 'up' | 'down'): readonly CompiledLossRule[] {
  return (rules ?? [])
    .filter((rule) => (rule.direction ?? 'down') === direction)
    .map((rule) => ({ ...rule, segments: segmentsOf(rule.path) }))
}

/** `runners[].input.*` as `runners`, `[]`, `input`, `*`. */
export function segmentsOf(path: string): readonly string[] {
  return path.split('.').flatMap((part) => part.split(/(?=\[\])/)).filter((part) => part !== '')
}

/** A loss that happened, before it is known in which call. */
export type FoundLoss = Pick<Loss, 'path' | 'reason'> & Pick<LossRule, 'policy'>

/** What the rules really lose of this value, by concrete path. */
export function findLosses(rules: readonly CompiledLossRule[], whole: unknown): readonly FoundLoss[] {
  const found: FoundLoss[] = []
  for (const rule of rules) visit({ rule, whole, at: [], found }, whole, undefined)
  return found
}

/** One rule looked for in one value. Most values lose nothing: where it stands is kept as keys, and written as a path only for a loss. */
interface Search {
  readonly rule: CompiledLossRule
  readonly whole: unknown
  readonly at: (string | number)[]
  readonly found: FoundLoss[]
}

function visit(search: Search, value: unknown, parent: unknown): void {
  const segment = search.rule.segments[search.at.length]
  if (segment === undefined) return note(search, value, parent)
  if (segment === '[]') {
    if (Array.isArray(value)) for (let index = 0; index < value.length; index += 1) step(search, index, value[index], value)
    return
  }
  if (!isRecord(value)) return
  if (segment === '*') for (const key of Object.keys(value)) step(search, key, value[key], value)
  else if (Object.hasOwn(value, segment)) step(search, segment, value[segment], value)
}

function step(search: Search, key: string | number, value: unknown, parent: unknown): void {
  search.at.push(key)
  visit(search, value, parent)
  search.at.pop()
}

function note({ rule: { when, reason, policy }, whole, at, found }: Search, value: unknown, parent: unknown): void {
  const lost = when === undefined ? value !== undefined : when(value, { parent, whole })
  if (lost) found.push({ path: pathOf(at), reason, ...(policy !== undefined && { policy }) })
}

/** `runners[0].timeoutMs` */
const pathOf = (keys: readonly (string | number)[]) =>
  keys.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('')
