import { describe, expect, it } from 'vitest'
import { matches } from './matches.js'

const as = 'a'.repeat(40)

describe('whether text matches a pattern', () => {
  it.each([
    // pattern, text, flags, whether it does
    ['^(a+)+$', as, 'u', true],
    ['^(a+)+$', `${as}!`, 'u', false],
    ['^(a|a?)+$', `${as}!`, 'u', false],
    ['(a*)*b', as, 'u', false],
    ['^([a-z]+)*\\d$', `${as}!`, '', false],
    ['^(A+)+$', `${as}!`, 'i', false],
    ['^\\-$', '-', 'u', true],
    ['(', 'a', 'u', undefined],
    ['^(a+)+(?<!x)$', `${as}!`, 'u', undefined],
    ['^(a+)+(?<!x)$', as, 'u', true],
  ])('%s on %s with %s: %s', (source, text, flags, truth) => {
    expect(matches(source, text, flags)).toBe(truth)
  })
})
