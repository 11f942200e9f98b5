import { type CharSet, complement as complementOf, everyChar, wordChars } from './charset.js'
import { parseRegex } from './parse.js'
import { type Syntax, Unsupported } from './syntax.js'
import { and, chars, complement, empty, followed, none, or, repeat, type Term } from './term.js'

const everyString = repeat(chars(everyChar), 0, Infinity)

/** What may stand before a part: nothing, a character of a word, another. */
type Before = ReadonlySet<'start' | 'word' | 'other'>

const atStart: Before = new Set(['start'])
const anyChar: Before = new Set(['word', 'other'])

const known = new Map<string, Term | undefined>()

/** The strings that a pattern matches somewhere, as JSON Schema asks; `undefined` where it is not followed. */
export function languageOf(source: string, flags = 'u'): Term | undefined {
  const key = `${flags} ${source}`
  if (!known.has(key)) known.set(key, tried(source, flags))
  return known.get(key)
}

function tried(source: string, flags: string): Term | undefined {
  try {
    const syntax = parseRegex(source, flags)
    return or(build(syntax, everyString, atStart), ...later(syntax, source))
  } catch (error) {
    if (error instanceof Unsupported) return undefined
    throw error
  }
}

/** What matches behind some characters; where a word's edge is asked for, the last of them matters. */
function later(syntax: Syntax, source: string): readonly Term[] {
  const behind = (last: CharSet, before: Before) => followed(followed(everyString, chars(last)), build(syntax, everyString, before))
  if (!/\\[bB]/.test(source)) return [behind(everyChar, anyChar)]
  return [behind(wordChars, new Set(['word'])), behind(complementOf(wordChars), new Set(['other']))]
}

/** The strings that match `syntax` and go on as `rest`. */
function build(syntax: Syntax, rest: Term, before: Before): Term {
  if (syntax.kind === 'chars') return followed(chars(syntax.set), rest)
  if (syntax.kind === 'end') return rest.nullable ? empty : none
  if (syntax.kind === 'start') return begins(rest, before)
  if (syntax.kind === 'boundary') return and(rest, edge(before, syntax.negative))
  if (syntax.kind === 'either') return or(...syntax.parts.map((part) => build(part, rest, before)))
  if (syntax.kind === 'sequence') return sequence(syntax.parts, rest, before)
  if (syntax.kind === 'repeat') return repeated(syntax, rest, before)
  const ahead = build(syntax.part, everyString, before)
  return and(syntax.negative ? complement(ahead) : ahead, rest)
}

function begins(rest: Term, before: Before): Term {
  if (before.has('start') && before.size > 1) throw new Unsupported('^ behind what may be empty')
  return before.has('start') ? rest : none
}

const wordAhead = followed(chars(wordChars), everyString)

/** What may follow at the edge of a word, or with `negative` where there is none. */
function edge(before: Before, negative: boolean): Term {
  if (before.has('word') && before.size > 1) throw new Unsupported('\\b behind what may end in either')
  return before.has('word') === negative ? wordAhead : complement(wordAhead)
}

function sequence(parts: readonly Syntax[], rest: Term, before: Before): Term {
  const all = parts.reduce<Before[]>((sofar, part) => [...sofar, behind(part, sofar.at(-1)!)], [before])
  return parts.reduceRight((sofar, part, index) => build(part, sofar, all[index]!), rest)
}

/** What may stand behind a part; before it as well, where it may be empty. */
function behind(part: Syntax, before: Before): Before {
  if (part.kind === 'chars') return new Set([...(meets(part.set, wordChars) ? (['word'] as const) : []), ...(meets(part.set, complementOf(wordChars)) ? (['other'] as const) : [])])
  if (part.kind === 'sequence') return part.parts.reduce<Before>((sofar, one) => behind(one, sofar), before)
  if (part.kind === 'either') return new Set(part.parts.flatMap((one) => [...behind(one, before)]))
  if (part.kind !== 'repeat' || part.max === 0) return before
  return part.min > 0 ? behind(part.part, before) : new Set([...before, ...behind(part.part, before)])
}

const meets = (one: CharSet, other: CharSet) => one.some(([from, to]) => other.some(([low, high]) => low <= to && from <= high))

/** Repeating what looks around is written out, where that is short. */
const MOST_UNROLLED = 4

function repeated({ part, min, max }: Extract<Syntax, { kind: 'repeat' }>, rest: Term, before: Before): Term {
  if (!looksAround(part)) return followed(repeat(build(part, empty, anyChar), min, max), rest)
  if (max > MOST_UNROLLED) throw new Unsupported('repeating what looks around')
  const times = Array.from({ length: max - min + 1 }, (_, index) => min + index)
  return or(...times.map((time) => sequence(Array<Syntax>(time).fill(part), rest, before)))
}

function looksAround(part: Syntax): boolean {
  if (part.kind === 'sequence' || part.kind === 'either') return part.parts.some(looksAround)
  return part.kind === 'repeat' ? looksAround(part.part) : part.kind !== 'chars'
}
