import { everyChar } from './charset.js'
import { parseRegex } from './parse.js'
import { type Syntax, Unsupported } from './syntax.js'
import { and, chars, complement, empty, followed, none, or, repeat, type Term } from './term.js'

const everyString = repeat(chars(everyChar), 0, Infinity)

/** Where a part begins: at the first character, behind one, or either. */
type Position = 'start' | 'inside' | 'either'

const known = new Map<string, Term | undefined>()

/** The strings that a pattern matches somewhere, as JSON Schema asks; `undefined` where it is not followed. */
export function languageOf(source: string): Term | undefined {
  if (!known.has(source)) known.set(source, tried(source))
  return known.get(source)
}

function tried(source: string): Term | undefined {
  try {
    const syntax = parseRegex(source)
    const later = followed(repeat(chars(everyChar), 1, Infinity), build(syntax, everyString, 'inside'))
    return or(build(syntax, everyString, 'start'), later)
  } catch (error) {
    if (error instanceof Unsupported) return undefined
    throw error
  }
}

/** The strings that match `syntax` and go on as `rest`. */
function build(syntax: Syntax, rest: Term, position: Position): Term {
  if (syntax.kind === 'chars') return followed(chars(syntax.set), rest)
  if (syntax.kind === 'end') return rest.nullable ? empty : none
  if (syntax.kind === 'start') return atStart(rest, position)
  if (syntax.kind === 'either') return or(...syntax.parts.map((part) => build(part, rest, position)))
  if (syntax.kind === 'sequence') return sequence(syntax.parts, rest, position)
  if (syntax.kind === 'repeat') return repeated(syntax, rest, position)
  const ahead = build(syntax.part, everyString, position)
  return and(syntax.negative ? complement(ahead) : ahead, rest)
}

function atStart(rest: Term, position: Position): Term {
  if (position === 'either') throw new Unsupported('^ behind what may be empty')
  return position === 'start' ? rest : none
}

function sequence(parts: readonly Syntax[], rest: Term, position: Position): Term {
  const positions = parts.reduce<Position[]>((sofar, part) => [...sofar, positionBehind(part, sofar.at(-1)!)], [position])
  return parts.reduceRight((sofar, part, index) => build(part, sofar, positions[index]!), rest)
}

function positionBehind(part: Syntax, position: Position): Position {
  if (position === 'inside') return 'inside'
  const { least, most } = widthOf(part)
  if (least > 0) return 'inside'
  return most === 0 ? position : 'either'
}

function widthOf(part: Syntax): { readonly least: number; readonly most: number } {
  if (part.kind === 'chars') return { least: 1, most: 1 }
  if (part.kind === 'repeat') {
    const { least, most } = widthOf(part.part)
    return { least: least * part.min, most: most === 0 ? 0 : most * part.max }
  }
  if (part.kind !== 'sequence' && part.kind !== 'either') return { least: 0, most: 0 }
  const widths = part.parts.map(widthOf)
  if (part.kind === 'either') return { least: Math.min(...widths.map(({ least }) => least)), most: Math.max(...widths.map(({ most }) => most)) }
  return { least: widths.reduce((sum, { least }) => sum + least, 0), most: widths.reduce((sum, { most }) => sum + most, 0) }
}

/** Repeating what looks around is written out, where that is short. */
const MOST_UNROLLED = 4

function repeated({ part, min, max }: Extract<Syntax, { kind: 'repeat' }>, rest: Term, position: Position): Term {
  if (!looksAround(part)) return followed(repeat(build(part, empty, 'inside'), min, max), rest)
  if (max > MOST_UNROLLED) throw new Unsupported('repeating what looks around')
  const times = Array.from({ length: max - min + 1 }, (_, index) => min + index)
  return or(...times.map((time) => sequence(Array<Syntax>(time).fill(part), rest, position)))
}

function looksAround(part: Syntax): boolean {
  if (part.kind === 'sequence' || part.kind === 'either') return part.parts.some(looksAround)
  return part.kind === 'repeat' ? looksAround(part.part) : part.kind !== 'chars'
}
