import { type CharSet, contains, everyChar, LAST_CODE_POINT, pleasantIn } from './charset.js'
import { chars, complement, derive, empty, followed, heads, none, repeat, type Term } from './term.js'
import { highUnits, lowUnits } from './units.js'

/** A string of a set, `none` where it is proven empty, `undefined` where the search was given up. */
export type Found = { readonly text: string } | 'none' | undefined

const MOST_STATES = 3_000

/** A shortest string of the term; with `choose` any, by its choices. */
export function findString(term: Term, order: (points: readonly number[]) => readonly number[] = (points) => points): Found {
  if (term === none) return 'none'
  const seen = new Set([term.id])
  let layer: readonly (readonly [Term, string])[] = [[term, '']]
  while (layer.length > 0) {
    const next: (readonly [Term, string])[] = []
    for (const [here, text] of layer) {
      if (here.nullable) return { text }
      for (const point of order(representatives(here))) {
        const derived = derive(here, point)
        if (derived === none || seen.has(derived.id)) continue
        seen.add(derived.id)
        next.push([derived, text + String.fromCodePoint(point)])
      }
    }
    if (seen.size > MOST_STATES) return undefined
    layer = next
  }
  return 'none'
}

/** So many ranges are looked at one by one; of more, one of each kind. */
const MOST_RANGES = 64

/** One code point of each range that the term tells apart. */
function representatives(term: Term): readonly number[] {
  const sets = heads(term)
  const cuts = new Set([0, ...sets.flatMap((set) => set.flatMap(([from, to]) => [from, to + 1]))])
  const starts = [...cuts].filter((cut) => cut <= LAST_CODE_POINT).sort((a, b) => a - b)
  const points = starts
    .map((from, index) => pleasantIn(from, (starts[index + 1] ?? LAST_CODE_POINT + 1) - 1))
    .sort((a, b) => strangeness(a) - strangeness(b) || a - b)
  return points.length > MOST_RANGES ? oneOfEachKind(points, sets) : points
}

function oneOfEachKind(points: readonly number[], sets: readonly CharSet[]): readonly number[] {
  const kindOf = (point: number) => sets.map((set) => Number(contains(set, point))).join('')
  return [...new Map(points.toReversed().map((point) => [kindOf(point), point])).values()].reverse()
}

const strangeness = (point: number) => (point >= 0x61 && point <= 0x7a ? 0 : point > 0x20 && point < 0x7f ? 1 : 2)

const anyString = complement(none)

/** Strings in which no two halves of a character stand side by side as two: together they are that character. */
export const paired: Term = complement(followed(anyString, followed(chars(highUnits), followed(chars(lowUnits), anyString))))

/** Strings of so many code points. */
export const ofLength = (min: number, max: number): Term => repeat(chars(everyChar), min, max)

export const literal = (text: string): Term =>
  [...text].reduceRight((rest, char) => followed(chars([[char.codePointAt(0)!, char.codePointAt(0)!]]), rest), empty)
