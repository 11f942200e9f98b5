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
  const hex = hexEscape(reader)
  if (hex !== undefined) return single(hex)
  const property = reader.takeMatch(/^[pP]\{[^}]+\}/)
  if (property !== undefined) return charsWithProperty(property[0], reader.flags)
  const letter = reader.takeMatch(/^c([A-Za-z])/)
  if (letter !== undefined) return single(letter[1]!.toUpperCase().charCodeAt(0) % 32)
  const point = reader.next()
  const char = String.fromCodePoint(point)
  // an octal number, without the flag `u`
  if (char === '0' && reader.takeMatch(/^\d/) !== undefined) throw new Unsupported('\\0 before a digit')
  if (char === 'W') return complement(closed(wordChars, reader.flags))
  if (named[char] !== undefined) return named[char]
  if (control[char] !== undefined) return single(control[char])
  if (/[1-9a-zA-Z]/.test(char)) throw new Unsupported(`\\${char}`)
  return single(point)
}

/** What a number stands for; with the flag `u` two halves of a character are one. */
function hexEscape(reader: Reader): number | undefined {
  const whole = reader.isUnicode ? reader.takeMatch(/^(?:u\{([0-9a-fA-F]+)\}|u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2}))/) : undefined
  if (whole?.[1] !== undefined) return parseInt(whole[1], 16)
  if (whole !== undefined) return String.fromCharCode(parseInt(whole[2]!, 16), parseInt(whole[3]!, 16)).codePointAt(0)!
  const unit = reader.takeMatch(/^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/)
  return unit === undefined ? undefined : parseInt(unit[1] ?? unit[2]!, 16)
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
