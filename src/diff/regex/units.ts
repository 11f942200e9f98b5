import { type CharSet, contains } from './charset.js'

const HIGH: readonly [number, number] = [0xd800, 0xdbff]
const LOW: readonly [number, number] = [0xdc00, 0xdfff]
const FIRST_ASTRAL = 0x10000

/** The UTF-16 units of a code point. */
export function unitsOf(point: number): readonly number[] {
  if (point < FIRST_ASTRAL) return [point]
  const offset = point - FIRST_ASTRAL
  return [HIGH[0] + (offset >> 10), LOW[0] + (offset & 0x3ff)]
}

export const highUnits: CharSet = [HIGH]
export const lowUnits: CharSet = [LOW]

const pointOf = (high: number, low: number) => FIRST_ASTRAL + ((high - HIGH[0]) << 10) + (low - LOW[0])

/** The code points of two units that `first` and, behind such a unit, `second` tell apart. */
export function astralHeads(first: readonly CharSet[], second: (unit: number) => readonly CharSet[]): readonly CharSet[] {
  return kindsOf(first).flatMap((high) => [lowUnits, ...second(high[0]![0])].map((set) => pairs(high, within(set, LOW))))
}

/** Classes of the first of two units: those of one class are in the same sets. */
function kindsOf(sets: readonly CharSet[]): readonly CharSet[] {
  const cuts = new Set([HIGH[0], ...sets.flatMap((set) => within(set, HIGH).flatMap(([from, to]) => [from, to + 1]))])
  const starts = [...cuts].filter((cut) => cut <= HIGH[1]).sort((a, b) => a - b)
  const byKind = new Map<string, (readonly [number, number])[]>()
  for (const [index, from] of starts.entries()) {
    const kind = sets.map((set) => Number(contains(set, from))).join('')
    byKind.set(kind, [...(byKind.get(kind) ?? []), [from, (starts[index + 1] ?? HIGH[1] + 1) - 1]])
  }
  return [...byKind.values()]
}

const within = (set: CharSet, [low, high]: readonly [number, number]): CharSet =>
  set.filter(([from, to]) => from <= high && to >= low).map(([from, to]) => [Math.max(from, low), Math.min(to, high)])

function pairs(high: CharSet, low: CharSet): CharSet {
  const isWhole = low.length === 1 && low[0]![0] === LOW[0] && low[0]![1] === LOW[1]
  if (isWhole) return high.map(([from, to]) => [pointOf(from, LOW[0]), pointOf(to, LOW[1])])
  return high.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => low.map(([a, b]) => [pointOf(from + index, a), pointOf(from + index, b)] as const)).flat())
}
