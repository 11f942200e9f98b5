import { holds } from '../formula/holds.js'
import { flagsOf } from '../formula/matches.js'
import { findString, literal, ofLength, paired } from '../regex/find-string.js'
import { languageOf } from '../regex/language.js'
import { and, complement, none as noString, or, type Term } from '../regex/term.js'
import { limits } from './limits.js'
import { found, none, type Outcome, unknown } from './outcome.js'
import type { Literal, Run } from './run.js'

export function solveString(run: Run, literals: readonly Literal[]): Outcome {
  const { min, max } = limits('length', literals)
  if (min > max) return none
  const fits = (text: string) => literals.every(({ formula, positive }) => holds(formula, text) === positive)
  if (!literals.some(({ formula }) => formula.kind === 'pattern')) return withoutPattern(run, min, max, fits)
  const terms = literals.map(languageFor)
  const known = terms.filter((term) => term !== undefined)
  if (run.random !== undefined) return anyString(run.random.int, known, min, max, fits)
  const result = findString(and(...known, paired, ofLength(min, max)))
  if (result === 'none') return none
  if (result !== undefined && known.length === terms.length) return found(result.text)
  const guess = guesses.find(fits)
  if (guess !== undefined) return found(guess)
  if (result !== undefined && fits(result.text)) return found(result.text)
  return unknown(...literals.flatMap(({ formula }) => (formula.kind === 'pattern' ? [`pattern ${formula.source}`] : [])))
}

/** The strings that a literal leaves, as far as that is known. */
function languageFor({ formula, positive }: Literal): Term | undefined {
  if (formula.kind === 'enum') return complement(or(...formula.values.map((value) => literal(String(value)))))
  if (formula.kind !== 'pattern') return complement(noString)
  const flags = flagsOf(formula.source, formula.flags)
  const language = flags === undefined ? undefined : languageOf(formula.source, flags)
  return language === undefined || positive ? language : complement(language)
}

/** Longer than this only where something asks for it. */
const LONGEST = 100_000
const guesses = ['', ' ', 'a', 'A', '0', '1', '-1', '1.5', 'true', 'null', '\n', '  ', '-', '_', 'ab', 'abc', 'a b', 'test', 'x1', '2026-01-01', 'a@b.co', 'https://example.com', '\u0003', 'é', '😀']

function withoutPattern(run: Run, min: number, max: number, fits: (text: string) => boolean): Outcome {
  if (min > LONGEST) return unknown('a string too long to write')
  const random = run.random
  const length = random === undefined ? min : Math.min(max, min + random.int(4))
  const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
  const padded = (text: string) => text + 'a'.repeat(Math.max(0, min - text.length))
  const made = [...plain].map((char) => 'a'.repeat(Math.max(0, length - 1)) + (length === 0 ? '' : char))
  const longer = max > min ? [...plain].map((char) => 'a'.repeat(min) + char) : []
  const known = guesses.map(padded)
  const candidates = random === undefined ? [...made, ...longer, ...known] : random.int(2) === 0 ? [...random.shuffle(known), ...made] : random.shuffle([...made, ...longer, ...known])
  const text = candidates.find(fits)
  if (text !== undefined) return found(text)
  return max === 0 ? none : unknown('no string of some hundreds fits')
}

function anyString(int: (below: number) => number, terms: readonly Term[], min: number, max: number, fits: (text: string) => boolean): Outcome {
  const least = min + int(4)
  const shuffled = (points: readonly number[]) => points.map((point) => [int(1000), point] as const).sort(([a], [b]) => a - b).map(([, point]) => point)
  for (const from of least > max ? [min] : [least, min]) {
    const result = findString(and(...terms, paired, ofLength(from, max)), shuffled)
    if (typeof result === 'object' && fits(result.text)) return found(result.text)
    if (result === 'none' && from === min) return none
  }
  const guess = guesses.find(fits)
  return guess === undefined ? unknown('pattern') : found(guess)
}
