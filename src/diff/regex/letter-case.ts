import { type CharSet, contains, union } from './charset.js'

const LAST_WITH_CASE = 0x1ffff

/** With the flag `i`, a set and what differs from it by case alone. */
export function closed(set: CharSet, flags: string): CharSet {
  if (!flags.includes('i')) return set
  const alike = familiesFor(flags.includes('u') ? 'iu' : 'i').filter((family) => family.some((point) => contains(set, point)))
  return alike.length === 0 ? set : union(set, ...alike.flat().map((point) => [[point, point]] as const))
}

const known = new Map<string, readonly (readonly number[])[]>()

/** The characters that differ by case alone, by what the engine of JavaScript says of each two. */
function familiesFor(flags: string): readonly (readonly number[])[] {
  const before = known.get(flags)
  if (before !== undefined) return before
  const byKey = new Map<string, number[]>()
  for (let point = 0; point <= LAST_WITH_CASE; point++) {
    const char = String.fromCodePoint(point)
    const key = char.toLowerCase().toUpperCase()
    if (key !== char || char.toLowerCase() !== char) byKey.set(key, [...(byKey.get(key) ?? []), point])
  }
  const families = [...byKey.values()].map((family) => family.filter((point) => isAlike(point, family, flags))).filter(({ length }) => length > 1)
  known.set(flags, families)
  return families
}

const hex = (point: number) => (point > 0xffff ? String.fromCodePoint(point) : `\\u${point.toString(16).padStart(4, '0')}`)

function isAlike(point: number, family: readonly number[], flags: string): boolean {
  return family.some((other) => other !== point && new RegExp(`^${hex(other)}$`, flags).test(String.fromCodePoint(point)))
}
