import { type CharSet, complement as complementOf, everyChar, wordChars } from './charset.js'
import { parseRegex } from './parse.js'
import { type Syntax, Unsupported } from './syntax.js'
import { closed } from './letter-case.js'
import { and, chars, complement, empty, followed, none, or, repeat, type Term, units } from './term.js'

const everyString = repeat(chars(everyChar), 0, Infinity)

/** What may stand before a part: nothing, a character of a word, another. */
type Before = ReadonlySet<'start' | 'word' | 'other'>

/** Where a part stands, and what is a character of a word there. */
interface Place {
  readonly before: Before
  readonly words: CharSet
}

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
    const isUnicode = /[uv]/.test(flags)
    if (isUnicode && isSearched(syntax) && seesHalves.test(source)) throw new Unsupported('where no word begins or ends, looked for anywhere')
    const words = wordsFor(flags)
    const language = or(build(syntax, everyString, { before: atStart, words }), ...later(syntax, source, words))
    return isUnicode ? language : units(language)
  } catch (error) {
    if (error instanceof Unsupported) return undefined
    throw error
  }
}

/** V8 looks for such a place also between the halves of a character, where ECMAScript sees none. */
const seesHalves = /\\B|\(\?!.*\\b/

/** Whether a pattern may match behind the start of a text. */
function isSearched(syntax: Syntax): boolean {
  if (syntax.kind === 'sequence') return syntax.parts.every(isSearched)
  return syntax.kind === 'either' ? syntax.parts.some(isSearched) : syntax.kind !== 'start'
}

/** With the flags `iu` two letters beyond ASCII differ from an `s` and a `k` by case alone. */
const wordsFor = (flags: string): CharSet => closed(wordChars, flags)

/** What matches behind some characters; where a word's edge is asked for, the last of them matters. */
function later(syntax: Syntax, source: string, words: CharSet): readonly Term[] {
  const behind = (last: CharSet, before: Before) => followed(followed(everyString, chars(last)), build(syntax, everyString, { before, words }))
  if (!/\\[bB]/.test(source)) return [behind(everyChar, anyChar)]
  return [behind(words, new Set(['word'])), behind(complementOf(words), new Set(['other']))]
}

/** The strings that match `syntax` and go on as `rest`. */
function build(syntax: Syntax, rest: Term, place: Place): Term {
  if (syntax.kind === 'chars') return followed(chars(syntax.set), rest)
  if (syntax.kind === 'end') return rest.nullable ? empty : none
  if (syntax.kind === 'start') return begins(rest, place)
  if (syntax.kind === 'boundary') return and(rest, edge(place, syntax.negative))
  if (syntax.kind === 'either') return or(...syntax.parts.map((part) => build(part, rest, place)))
  if (syntax.kind === 'sequence') return sequence(syntax.parts, rest, place)
  if (syntax.kind === 'repeat') return repeated(syntax, rest, place)
  const ahead = build(syntax.part, everyString, place)
  return and(syntax.negative ? complement(ahead) : ahead, rest)
}

function begins(rest: Term, { before }: Place): Term {
  if (before.has('start') && before.size > 1) throw new Unsupported('^ behind what may be empty')
  return before.has('start') ? rest : none
}

/** What may follow at the edge of a word, or with `negative` where there is none. */
function edge({ before, words }: Place, negative: boolean): Term {
  if (before.has('word') && before.size > 1) throw new Unsupported('\\b behind what may end in either')
  const ahead = followed(chars(words), everyString)
  return before.has('word') === negative ? ahead : complement(ahead)
}

function sequence(parts: readonly Syntax[], rest: Term, { before, words }: Place): Term {
  const all = parts.reduce<Before[]>((sofar, part) => [...sofar, behind(part, sofar.at(-1)!, words)], [before])
  return parts.reduceRight((sofar, part, index) => build(part, sofar, { before: all[index]!, words }), rest)
}

/** What may stand behind a part; before it as well, where it may be empty. */
function behind(part: Syntax, before: Before, words: CharSet): Before {
  if (part.kind === 'chars') return new Set([...(meets(part.set, words) ? (['word'] as const) : []), ...(meets(part.set, complementOf(words)) ? (['other'] as const) : [])])
  if (part.kind === 'sequence') return part.parts.reduce<Before>((sofar, one) => behind(one, sofar, words), before)
  if (part.kind === 'either') return new Set(part.parts.flatMap((one) => [...behind(one, before, words)]))
  if (part.kind !== 'repeat' || part.max === 0) return before
  return part.min > 0 ? behind(part.part, before, words) : new Set([...before, ...behind(part.part, before, words)])
}

const meets = (one: CharSet, other: CharSet) => one.some(([from, to]) => other.some(([low, high]) => low <= to && from <= high))

/** Repeating what looks around is written out, where that is short. */
const MOST_UNROLLED = 4

function repeated({ part, min, max }: Extract<Syntax, { kind: 'repeat' }>, rest: Term, place: Place): Term {
  if (!looksAround(part)) return followed(repeat(build(part, empty, { ...place, before: anyChar }), min, max), rest)
  if (max > MOST_UNROLLED) throw new Unsupported('repeating what looks around')
  const times = Array.from({ length: max - min + 1 }, (_, index) => min + index)
  return or(...times.map((time) => sequence(Array<Syntax>(time).fill(part), rest, place)))
}

function looksAround(part: Syntax): boolean {
  if (part.kind === 'sequence' || part.kind === 'either') return part.parts.some(looksAround)
  return part.kind === 'repeat' ? looksAround(part.part) : part.kind !== 'chars'
}
