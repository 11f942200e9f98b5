import { expect, it } from 'vitest'
import { z } from 'zod'
import { isSameDefinition } from './same-definition.js'

/** A refinement that reads `limit` without a name for it in the table below. */
const made = (refine: (limit: number) => (value: number) => boolean) => [z.number().refine(refine(50)), z.number().refine(refine(5))] as const

const between = (limits: readonly number[]) => (value: number) => Math.max(...limits) > value

it.each([
  // what, two refinements of one text, whether they are known to be the same
  ['reads its parameter alone', made(() => (value) => value > 3 && String(value) !== 'limit'), true],
  ['reads a property', made(() => (value) => value.toString().length > 3), true],
  ['tests a pattern', made(() => (value) => /^limit/.test(String(value))), true],
  ['reads what is around it', made((limit) => (value) => value < limit), false],
  ['divides twice by what is around it', made((limit) => (value) => value / limit / 2 < 1), false],
  ['spreads what is around it', made((limit) => between([limit])), false],
  ['has texts with quotes in them', made((limit) => (value) => '\'' + limit + '\'' !== String(value)), false],
  ['has patterns with quotes in them', made((limit) => (value) => /'/.test(String(value)) || value < limit || /'/.test(String(value))), false],
])('a refinement that %s', (_, [one, other], same) => {
  expect(isSameDefinition(one, other)).toBe(same)
})
