import { type CharSet, complement, digits, spaces, union, wordChars } from './charset.js'
import { closed } from './letter-case.js'
import { charsWithProperty } from './property.js'
import type { Reader } from './reader.js'
import { Unsupported } from './syntax.js'

const named: Readonly<Record<string, CharSet>> = {
  d: digits, D: complement(digits), w: wordChars, s: spaces, S: complement(spaces),
}
const control: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, v: 11, f: 12, '0': 0 }

/** What stands behind a backslash. */
export function parseEscape(reader: Reader): CharSet {
  const hex = reader.takeMatch(/^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\})/)
  if (hex !== undefined) return single(parseInt(hex[1] ?? hex[2] ?? hex[3]!, 16))
  const property = reader.takeMatch(/^[pP]\{[^}]+\}/)
  if (property !== undefined) return charsWithProperty(property[0], reader.flags)
  const letter = reader.takeMatch(/^c([A-Za-z])/)
  if (letter !== undefined) return single(letter[1]!.toUpperCase().charCodeAt(0) % 32)
  const point = reader.next()
  const char = String.fromCodePoint(point)
  if (char === 'W') return complement(closed(wordChars, reader.flags))
  if (named[char] !== undefined) return named[char]
  if (control[char] !== undefined) return single(control[char])
  if (/[1-9a-zA-Z]/.test(char)) throw new Unsupported(`\\${char}`)
  return single(point)
}

/** What stands between brackets. */
export function parseClass(reader: Reader): CharSet {
  const isNegated = reader.take('^')
  const sets: CharSet[] = []
  while (!reader.take(']')) sets.push(member(reader))
  const set = closed(union(...sets), reader.flags)
  return isNegated ? complement(set) : set
}

function member(reader: Reader): CharSet {
  const from = one(reader)
  const isRange = reader.sees('-') && !reader.sees('-]')
  if (!isRange || !isSingle(from)) return from
  reader.take('-')
  const to = one(reader)
  if (!isSingle(to)) return union(from, single(45), to)
  return [[from[0]![0], to[0]![0]]]
}

function one(reader: Reader): CharSet {
  if (!reader.take('\\')) return single(reader.next())
  return reader.take('b') ? single(8) : parseEscape(reader)
}

const single = (point: number): CharSet => [[point, point]]
const isSingle = (set: CharSet) => set.length === 1 && set[0]![0] === set[0]![1]
