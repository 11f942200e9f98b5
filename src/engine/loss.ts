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
  for (const { segments, when, reason, policy } of rules) {
    visit({ value: whole, parent: undefined, path: '' }, segments, ({ value, parent, path }) => {
      const lost = when === undefined ? value !== undefined : when(value, { parent, whole })
      if (lost) found.push(policy === undefined ? { path, reason } : { path, reason, policy })
    })
  }
  return found
}

interface Place {
  readonly value: unknown
  readonly parent: unknown
  readonly path: string
}

function visit(place: Place, [segment, ...rest]: readonly string[], found: (place: Place) => void): void {
  if (segment === undefined) return found(place)
  for (const next of placesIn(place, segment)) visit(next, rest, found)
}

function placesIn({ value, path }: Place, segment: string): readonly Place[] {
  if (segment === '[]') {
    if (!Array.isArray(value)) return []
    return Array.from(value, (item: unknown, index) => ({ value: item, parent: value, path: `${path}[${index}]` }))
  }
  if (!isRecord(value)) return []
  const keys = segment === '*' ? Object.keys(value) : Object.hasOwn(value, segment) ? [segment] : []
  return keys.map((key) => ({
    value: value[key],
    parent: value,
    path: path === '' ? key : `${path}.${key}`,
  }))
}
