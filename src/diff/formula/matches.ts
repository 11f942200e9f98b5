import { isSlow } from '../regex/is-slow.js'
import { languageOf } from '../regex/language.js'
import { includes } from '../regex/term.js'
import { withinTime } from './within-time.js'

const compiled = new Map<string, RegExp | undefined>()

function regExp(source: string, flags: string): RegExp | undefined {
  const key = `${flags} ${source}`
  if (compiled.has(key)) return compiled.get(key)
  // where to go on is none of a pattern's business; what only older engines read has no flag
  const plain = flags.replaceAll(/[gd]/g, '')
  const made = [...new Set([plain, plain.replace('u', '')])].flatMap((some) => tried(source, some))[0]
  compiled.set(key, made)
  return made
}

function tried(source: string, flags: string): readonly RegExp[] {
  try {
    return [new RegExp(source, flags)]
  } catch {
    return []
  }
}

/** The flags that a pattern is read with, of those that it is given; `undefined` where it is no regular expression. */
export const flagsOf = (source: string, flags: string): string | undefined => regExp(source, flags)?.flags

/** Up to here no pattern takes long. */
const SHORT = 16

/**
 * Whether text matches a pattern somewhere, as JSON Schema asks; `undefined` where it is no regular expression, or one that
 * takes too long. A pattern that may is followed character by character instead of searched for.
 */
export function matches(source: string, text: string, flags = 'u'): boolean | undefined {
  const expression = regExp(source, flags)
  // a sticky one remembers where it was
  if (expression !== undefined) expression.lastIndex = 0
  if (expression === undefined || text.length <= SHORT || !isSlow(source, expression.flags)) return expression?.test(text)
  const language = languageOf(source, expression.flags)
  return language === undefined ? withinTime(() => expression.test(text)) : includes(language, text)
}
