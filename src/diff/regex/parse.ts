import { parseClass, parseEscape } from './parse-class.js'
import { complement, everyChar, lineEnds } from './charset.js'
import { closed } from './letter-case.js'
import { Reader } from './reader.js'
import { type Syntax, Unsupported } from './syntax.js'

/** Flags that change how a pattern is searched for, or which sets it can name, in ways that are not followed. */
const UNFOLLOWED = /[mvy]/

/** @throws Unsupported at what is not followed, or is no regular expression */
export function parseRegex(source: string, flags: string): Syntax {
  if (UNFOLLOWED.test(flags)) throw new Unsupported(`the flags ${flags}`)
  const reader = new Reader(source, flags)
  const syntax = either(reader)
  if (!reader.atEnd()) throw new Unsupported(`')' at ${reader.position}`)
  return syntax
}

function either(reader: Reader): Syntax {
  const parts = [sequence(reader)]
  while (reader.take('|')) parts.push(sequence(reader))
  return parts.length === 1 ? parts[0]! : { kind: 'either', parts }
}

function sequence(reader: Reader): Syntax {
  const parts: Syntax[] = []
  while (!reader.atEnd() && !reader.sees('|') && !reader.sees(')')) parts.push(quantified(reader))
  return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts }
}

function quantified(reader: Reader): Syntax {
  const part = atom(reader)
  const times = quantifier(reader)
  if (times === undefined) return part
  reader.take('?')
  return { kind: 'repeat', part, ...times }
}

function quantifier(reader: Reader): { readonly min: number; readonly max: number } | undefined {
  if (reader.take('*')) return { min: 0, max: Infinity }
  if (reader.take('+')) return { min: 1, max: Infinity }
  if (reader.take('?')) return { min: 0, max: 1 }
  const found = reader.takeMatch(/^\{(\d+)(,(\d*))?\}/)
  if (found === undefined) return undefined
  const min = Number(found[1])
  if (found[2] === undefined) return { min, max: min }
  return { min, max: found[3] === '' ? Infinity : Number(found[3]) }
}

function atom(reader: Reader): Syntax {
  if (reader.take('^')) return { kind: 'start' }
  if (reader.take('$')) return { kind: 'end' }
  if (reader.take('.')) return { kind: 'chars', set: reader.flags.includes('s') ? everyChar : complement(lineEnds) }
  if (reader.take('(')) return group(reader)
  if (reader.take('[')) return { kind: 'chars', set: parseClass(reader) }
  const boundary = reader.takeMatch(/^\\([bB])/)
  if (boundary !== undefined) return { kind: 'boundary', negative: boundary[1] === 'B' }
  if (reader.take('\\')) return { kind: 'chars', set: closed(parseEscape(reader), reader.flags) }
  const point = reader.next()
  if ('*+?'.includes(String.fromCodePoint(point))) throw new Unsupported('nothing to repeat')
  return { kind: 'chars', set: closed([[point, point]], reader.flags) }
}

function group(reader: Reader): Syntax {
  const ahead = reader.takeMatch(/^\?([=!])/)
  if (ahead === undefined && reader.takeMatch(/^\?(?::|<[A-Za-z_$][\w$]*>)/) === undefined && reader.sees('?')) throw new Unsupported('a group of its kind')
  const part = either(reader)
  if (!reader.take(')')) throw new Unsupported('a group without end')
  return ahead === undefined ? part : { kind: 'ahead', part, negative: ahead[1] === '!' }
}
