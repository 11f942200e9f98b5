import { canonical } from '../schema/json.js'
import type { Change } from './changes.js'
import type { Culprit } from './explain.js'
import type { Direction, Verdict } from './finding.js'
import { membersOf, parentOf, placeOf } from './rules.js'

/** Who sends and who takes, as in a sentence: `callers on 1.0.0`, `runners on 2.0.0`. */
export interface Names {
  readonly sender: string
  readonly taker: string
}

const short = (value: unknown) => {
  const text = typeof value === 'string' ? JSON.stringify(value) : canonical(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

const fieldOf = (pointer: string, key: string | undefined) => {
  const place = placeOf(pointer)
  if (key === undefined) return place
  return place === 'the value' ? `\`${key}\`` : `\`${place.slice(1, -1)}.${key}\``
}

/** How people call what zod does beyond JSON Schema. */
const words: Readonly<Record<string, string>> = {
  'x-refine': 'the refinement', 'x-transform': 'the transformation', 'x-overwrite': 'what is made of the value', 'x-preprocess': 'preprocessing', 'x-coerce': 'coercion', 'x-catch': 'a fallback (catch)', 'x-type': 'the type', 'x-date': 'a date', 'x-flags': 'the flags of the pattern',
}

function fieldSentence({ older, newer, oldPointer, newPointer, isRequired }: Change): string {
  if (newer === undefined) return `${placeOf(oldPointer)} was removed`
  return `${placeOf(newPointer)} was ${older === undefined ? 'added' : 'changed'}${isRequired ? ' and is required' : ''}`
}

/** What changed, without its consequence. */
export function describeChange(change: Change): string {
  const { keyword, key, older, newer, oldPointer, newPointer } = change
  const place = placeOf(parentOf(newer === undefined ? oldPointer : newPointer))
  if (keyword === 'properties') return fieldSentence(change)
  if (keyword === 'required') return `${fieldOf(parentOf(newPointer), key)} ${newer === true ? 'became required' : 'is no longer required'}`
  if (keyword === 'anyOf' || keyword === 'oneOf') return key === undefined ? `the union of ${place} changed` : `${place} ${newer === undefined ? 'lost' : 'gained'} the alternative ${key}`
  if (keyword === 'union') return `${placeOf(newPointer)} ${older === undefined ? 'became' : 'is no longer'} a union`
  if (keyword === 'schema') return `${placeOf(newPointer)} changed as a whole`
  if (keyword === 'enum' && older !== undefined && newer !== undefined) return enumSentence(place, change)
  const word = words[keyword] ?? keyword
  if (older === undefined) return `${place} gained ${word}${newer === true ? '' : ` ${short(newer)}`}`
  if (newer === undefined) return `${place} lost ${word}${older === true ? '' : ` ${short(older)}`}`
  return `${word} of ${place} went from ${short(older)} to ${short(newer)}`
}

function enumSentence(place: string, change: Change): string {
  const { added, removed } = membersOf(change)
  const parts = [...(added.length > 0 ? [`gained ${added.map(short).map((text) => text.replaceAll('\\"', '').replaceAll('""', '"')).join(', ')}`] : []), ...(removed.length > 0 ? [`lost ${removed.join(', ')}`] : [])]
  return `${place} ${parts.join(' and ')}`
}

/** A condition that nothing in the text of the schemas points at. */
export const describeCulprit = ({ pointer, key }: Culprit): string => `${fieldOf(parentOf(pointer), key)} meets a condition at ${pointer === '' ? 'the root' : pointer}`

const halves: Readonly<Record<Direction, string>> = { request: 'request', response: 'answer', errors: 'error', events: 'event' }

/** What comes of it. */
export function consequence(verdict: Verdict, direction: Direction, { sender, taker }: Names, detail: string): string {
  const half = halves[direction]
  if (verdict === 'breaking') return `${taker} refuse this ${half}`
  if (verdict === 'lossy') return `${taker} accept this ${half} and lose ${detail}`
  if (verdict === 'unproven') return `whether ${taker} refuse ${/^[aeiou]/.test(half) ? 'an' : 'a'} ${half} for it could not be decided`
  return `${taker} refuse no ${half} of ${sender} for it`
}
