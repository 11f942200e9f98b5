/** Code points as sorted, separate ranges, ends included. */
export type CharSet = readonly (readonly [number, number])[]

export const LAST_CODE_POINT = 0x10ffff
export const everyChar: CharSet = [[0, LAST_CODE_POINT]]

const code = (char: string) => char.codePointAt(0)!
const range = (from: string, to = from) => [code(from), code(to)] as const

export function union(...sets: readonly CharSet[]): CharSet {
  const sorted = sets.flat().toSorted(([a], [b]) => a - b)
  return sorted.reduce<(readonly [number, number])[]>((merged, [from, to]) => {
    const last = merged.at(-1)
    if (last !== undefined && from <= last[1] + 1) merged[merged.length - 1] = [last[0], Math.max(last[1], to)]
    else merged.push([from, to])
    return merged
  }, [])
}

export function complement(set: CharSet): CharSet {
  const starts = [0, ...set.map(([, to]) => to + 1)]
  const ends = [...set.map(([from]) => from - 1), LAST_CODE_POINT]
  return starts.map((from, index) => [from, ends[index]!] as const).filter(([from, to]) => from <= to)
}

/** Sets by Unicode property have hundreds of ranges: halved, not walked. */
export function contains(set: CharSet, point: number): boolean {
  let [low, high] = [0, set.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const [from, to] = set[middle]!
    if (point < from) high = middle - 1
    else if (point > to) low = middle + 1
    else return true
  }
  return false
}

export const digits: CharSet = [range('0', '9')]
export const wordChars: CharSet = union([range('0', '9'), range('A', 'Z'), range('_'), range('a', 'z')])
export const spaces: CharSet = union(
  [[9, 13], [0x20, 0x20], [0xa0, 0xa0], [0x1680, 0x1680], [0x2000, 0x200a], [0x2028, 0x2029], [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000], [0xfeff, 0xfeff]],
)
/** What `.` does not match. */
export const lineEnds: CharSet = [[10, 10], [13, 13], [0x2028, 0x2029]]

const pleasant: readonly CharSet[] = [[range('a', 'z')], [range('0', '9')], [range('A', 'Z')], [range('-'), range('_')], [[0x21, 0x7e]], [[0x20, 0x20]], [[0xa1, 0xd7ff]]]

/** One code point between two, ends included, that people can read where there is one. */
export function pleasantIn(from: number, to: number): number {
  const overlap = pleasant.flat().find(([low, high]) => low <= to && from <= high)
  if (overlap !== undefined) return Math.max(from, overlap[0])
  // a lone surrogate is no character
  return from >= 0xd800 && from <= 0xdfff && to > 0xdfff ? 0xe000 : from
}
