import { isSlow } from '../regex/is-slow.js'
import { languageOf } from '../regex/language.js'
import { includes } from '../regex/term.js'
import { withinTime } from './within-time.js'

const compiled = new Map<string, RegExp | undefined>()

function regExp(source: string, flags: string): RegExp | undefined {
  const key = `${flags} ${source}`
  if (compiled.has(key)) return compiled.get(key)
  // what only older engines read has no flag
  const made = [...new Set([flags, flags.replace('u', '')])].flatMap((some) => tried(source, some))[0]
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

/** Up to here no pattern takes long. */
const SHORT = 16

/**
 * Whether text matches a pattern somewhere, as JSON Schema asks; `undefined` where it is no regular expression, or one that
 * takes too long. A pattern that may is followed character by character instead of searched for.
 */
export function matches(source: string, text: string, flags = 'u'): boolean | undefined {
  const expression = regExp(source, flags)
  if (expression === undefined || text.length <= SHORT || !isSlow(source, expression.flags)) return expression?.test(text)
  const language = languageOf(source, expression.flags)
  return language === undefined ? withinTime(() => expression.test(text)) : includes(language, text)
}
