import type { CompiledLossRule } from '../../engine/loss.js'
import { isRecord } from '../../engine/record.js'
import type { Difference, PathSegment } from '../value/differences.js'

/** Whether a loss at the concrete path `lost` accounts for a difference at `path`: the same place or one in it. */
export function covers(lost: string, path: string): boolean {
  if (lost === '' || lost === path) return true
  return path.startsWith(lost) && (path[lost.length] === '.' || path[lost.length] === '[')
}

/** Whether a rule speaks of the place of a difference, or of one around it. */
export function speaksOf({ segments }: CompiledLossRule, difference: Difference): boolean {
  const place = difference.segments
  return segments.length <= place.length && segments.every((segment, index) => fits(segment, place[index]))
}

function fits(segment: string, part: PathSegment | undefined): boolean {
  if (segment === '[]') return typeof part === 'number'
  return segment === '*' ? typeof part === 'string' : segment === part
}

/** Whether a normalisation allows this difference in `whole`. */
export function allows(rule: CompiledLossRule, whole: unknown, difference: Difference): boolean {
  if (!speaksOf(rule, difference)) return false
  const place = difference.segments.slice(0, rule.segments.length)
  const parent = valueAt(whole, place.slice(0, -1))
  return rule.when === undefined || rule.when(valueAt(whole, place), { parent, whole })
}

/** What is at a place in a value; `undefined` where there is none. */
export const valueAt = (whole: unknown, place: readonly PathSegment[]): unknown =>
  place.reduce<unknown>((value, part) => {
    if (Array.isArray(value)) return value[Number(part)]
    return isRecord(value) && Object.hasOwn(value, part) ? value[part] : undefined
  }, whole)
