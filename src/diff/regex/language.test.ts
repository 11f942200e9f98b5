import { describe, expect, it } from 'vitest'
import { findString, paired } from './find-string.js'
import { languageOf } from './language.js'
import { and, complement, includes } from './term.js'

const inside = (one: string, other: string) => {
  const found = findString(and(languageOf(one)!, complement(languageOf(other)!)))
  return typeof found === 'object' ? found.text : found
}

describe('whether one pattern lies within another', () => {
  it.each([
    // pattern, within, a string of the first alone
    ['^[a-z]+$', '^[a-z0-9]+$', 'none'],
    ['^[a-z0-9]+$', '^[a-z]+$', '0'],
    ['a', '^a', 'ba'],
    ['^a', 'a', 'none'],
    ['^(?=x$)x$', '^x$', 'none'],
    ['^(?!ab)[a-b]+$', '^[a-b]+$', 'none'],
    ['^[a-b]+$', '^(?!ab)[a-b]+$', 'ab'],
    ['^\\cC$', '^\\x03$', 'none'],
    ['^(ab){2,3}$', '^(ab){2,4}$', 'none'],
    ['^(ab){2,4}$', '^(ab){2,3}$', 'abababab'],
    ['^\\d{3}$', '^\\w{3}$', 'none'],
    ['^.$', '^[^\\n]$', 'none'],
    ['^a|b$', '^(a|b)$', 'aa'],
    ['^\\u{1F600}$', '^.$', 'none'],
    ['^(a*)*$', '^a*$', 'none'],
    ['', '^$', 'a'],
    ['x{2}y', 'x+y', 'none'],
    ['^\\p{Lu}+$', '^\\p{L}+$', 'none'],
    ['^\\p{L}$', '^[a-z]$', 'A'],
    ['^[^\\p{L}\\d]$', '^\\P{L}$', 'none'],
    ['^\\bword$', '^word$', 'none'],
    ['\\bfoo\\b', 'foo', 'none'],
    ['foo', '\\bfoo\\b', 'afoo'],
    ['^a\\B.$', '^a\\w$', 'none'],
    ['a\\bb', '^$', 'none'],
    ['^-\\b\\w+$', '^-\\w+$', 'none'],
  ])('%s within %s leaves %j', (one, other, left) => {
    expect(inside(one, other)).toBe(left)
  })
})

it.each(['(a)\\1', '\\Bb', '(?!\\b)b', '(?<=a)b', '.*\\bword', '\\p{Nope}', '(', 'a**'])('%s is not followed', (source) => {
  expect(languageOf(source)).toBeUndefined()
})

describe('with flags', () => {
  it.each([
    // pattern, flags, within, flags, a string of the first alone
    ['^[a-z]+$', 'i', '^[a-zA-Z]+$', '', 'none'],
    ['^[a-z]+$', 'i', '^[a-z]+$', '', 'A'],
    ['^[^a]$', '', '^[^a]$', 'i', 'A'],
    ['^\\u0073$', 'iu', '^[sS\\u017f]$', 'u', 'none'],
    ['^\\u0073$', 'i', '^[sS]$', '', 'none'],
    ['^.$', 's', '^[^]$', '', 'none'],
    ['^.$', 's', '^.$', '', '\n'],
    // without the flag u a character beyond U+FFFF is two
    ['^.$', 'u', '^.$', '', '\u{10000}'],
    ['^.$', '', '^.$', 'u', 'none'],
    ['^..$', '', '^..$', 'u', '\u{10000}'],
    ['^..$', 'u', '^..$', '', 'a\u{10000}'],
    ['^[^a]$', 'u', '^[^a]$', '', '\u{10000}'],
    ['^😀$', '', '^😀$', 'u', 'none'],
    ['^\\ud83d\\ude00$', 'u', '^😀$', '', 'none'],
    ['^\\ud83d\\ude00$', '', '^\\u{1F600}$', 'u', 'none'],
    ['^[😀]$', 'u', '^[😀]$', '', '😀'],
    ['^\\ud83d', '', '^\\ud83d', 'u', '\u{1f400}'],
    ['^(?:[^]|[\\ud800-\\udbff][\\udc00-\\udfff])$', '', '^[^]$', 'u', 'none'],
    ['^[^]$', 'u', '^(?:[^]|[\\ud800-\\udbff][\\udc00-\\udfff])$', '', 'none'],
    // two letters beyond ASCII are an s and a k where case and code points count
    ['^\\w$', 'iu', '^\\w$', 'u', '\u017f'],
    ['^\\w$', 'i', '^\\w$', '', 'none'],
    ['^\\b[^a-z]', 'iu', '^[^a-z]', 'i', 'none'],
    ['^\\b\\u017f$', 'iu', '^$', '', 's'],
    ['^a$', 'g', '^a$', '', 'none'],
  ])('%s/%s within %s/%s leaves %j', (one, flags, other, otherFlags, left) => {
    const found = findString(and(languageOf(one, flags)!, paired, complement(languageOf(other, otherFlags)!)))
    expect(typeof found === 'object' ? found.text : found).toBe(left)
  })

  it.each(['m', 'y', 'v'])('%s is not followed', (flags) => {
    expect(languageOf('^a$', flags)).toBeUndefined()
  })
})

describe('a language has the strings that the engine of JavaScript matches', () => {
  const texts = ['', 'a', 'k', 'K', '\u212a', 's', '\u017f', '😀', '😀😀', 'a😀', '😀a', '\ud83d', '\ude00', '\ude00\ud83d', '𐐀', '𐐨', 'ß', 'ẞ', '\n', 'a b', 'k😀']
  const sources = ['^.$', '^..$', '.', '[^a]', '^[^\\w]+$', '^\\W$', '^[^\\W]$', '😀', '^[😀]', '[\\ud83d]$', '\\ude00', '^𐐀$', '^k$', '^\\u017f$', '\\bs', '^(?!\\w).', '^(?=.a)', '^.{2}$', '^ß$', '\\bk\\b']
  const cases = sources.flatMap((source) => ['', 'u', 'i', 'iu', 's', 'su'].map((flags) => [source, flags] as const))

  it.each(cases)('%s with the flags %j', (source, flags) => {
    const language = languageOf(source, flags)!
    const expression = new RegExp(source, flags)
    expect(texts.filter((text) => includes(language, text))).toStrictEqual(texts.filter((text) => expression.test(text)))
  })
})

it.each(['^\\u{2}$', '^\\01$', '^\\p{L}$'])('%s without the flag u is not followed', (source) => {
  expect(languageOf(source, '')).toBeUndefined()
})

it('a string that is found matches as the engine of JavaScript says', () => {
  const sources = ['\\bfoo\\b', '^\\p{Lu}\\p{Nd}$', '^a\\Bb\\b.$', '^[A-Z]{2}-\\d{4}$', '[^a-z]x', '^(?!a)\\w+\\s$', '^(?:[01]\\d|2[0-3]):[0-5]\\d$']
  for (const source of sources) {
    const found = findString(languageOf(source)!)
    expect(typeof found === 'object' && new RegExp(source, 'u').test(found.text), source).toBe(true)
  }
})
