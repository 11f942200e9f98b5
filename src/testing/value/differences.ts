import { isPlain } from '../../engine/fresh.js'

/** A step from a value into it: a key, or the index of an element. */
export type PathSegment = string | number

/** A place where two values differ. */
export interface Difference {
  readonly segments: readonly PathSegment[]
  /** As losses write it: `runners[0].timeoutMs`. */
  readonly path: string
}

/**
 * Where two values differ, each place as high as it differs whole. `undefined` counts as absent and `-0` as 0, which JSON does not
 * tell apart; dates by their time.
 */
export function differences(one: unknown, other: unknown): readonly Difference[] {
  const found: Difference[] = []
  compare(one, other, [], found)
  return found
}

/** Whether two values are the same in that sense. */
export const areSame = (one: unknown, other: unknown): boolean => differences(one, other).length === 0

function compare(one: unknown, other: unknown, segments: readonly PathSegment[], found: Difference[]): void {
  if (one === other || (one !== one && other !== other)) return
  if (Array.isArray(one) && Array.isArray(other)) return compareArrays(one, other, segments, found)
  if (isPlain(one) && isPlain(other)) return compareObjects(one, other, segments, found)
  if (isCollection(one) && isCollection(other)) return compare([...one], [...other], segments, found)
  if (one instanceof Date && other instanceof Date && one.getTime() === other.getTime()) return
  found.push({ segments, path: pathOf(segments) })
}

const isCollection = (value: unknown): value is Iterable<unknown> => value instanceof Set || value instanceof Map

function compareArrays(one: readonly unknown[], other: readonly unknown[], segments: readonly PathSegment[], found: Difference[]): void {
  const [shared, all] = [Math.min(one.length, other.length), Math.max(one.length, other.length)]
  for (let index = 0; index < shared; index++) {
    if (one[index] !== other[index]) compare(one[index], other[index], [...segments, index], found)
  }
  for (let index = shared; index < all; index++) found.push({ segments: [...segments, index], path: pathOf([...segments, index]) })
}

type Plain = Readonly<Record<string, unknown>>

function compareObjects(one: Plain, other: Plain, segments: readonly PathSegment[], found: Difference[]): void {
  for (const key of Object.keys(one)) {
    const counterpart = Object.hasOwn(other, key) ? other[key] : undefined
    if (one[key] !== counterpart) compare(one[key], counterpart, [...segments, key], found)
  }
  for (const key of Object.keys(other)) {
    if (!Object.hasOwn(one, key)) compare(undefined, other[key], [...segments, key], found)
  }
}

/** A path as losses write it. */
const pathOf = (segments: readonly PathSegment[]): string =>
  segments.reduce<string>((path, part) => (typeof part === 'number' ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`), '')
