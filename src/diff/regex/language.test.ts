import { describe, expect, it } from 'vitest'
import { findString } from './find-string.js'
import { languageOf } from './language.js'
import { and, complement } from './term.js'

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

it.each(['(a)\\1', '(?<=a)b', '.*\\bword', '\\p{Nope}', '(', 'a**'])('%s is not followed', (source) => {
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
  ])('%s/%s within %s/%s leaves %j', (one, flags, other, otherFlags, left) => {
    const found = findString(and(languageOf(one, flags)!, complement(languageOf(other, otherFlags)!)))
    expect(typeof found === 'object' ? found.text : found).toBe(left)
  })

  it.each(['m', 'y', 'v'])('%s is not followed', (flags) => {
    expect(languageOf('^a$', flags)).toBeUndefined()
  })
})

it('a string that is found matches as the engine of JavaScript says', () => {
  const sources = ['\\bfoo\\b', '^\\p{Lu}\\p{Nd}$', '^a\\Bb\\b.$', '^[A-Z]{2}-\\d{4}$', '[^a-z]x', '^(?!a)\\w+\\s$', '^(?:[01]\\d|2[0-3]):[0-5]\\d$']
  for (const source of sources) {
    const found = findString(languageOf(source)!)
    expect(typeof found === 'object' && new RegExp(source, 'u').test(found.text), source).toBe(true)
  }
})
