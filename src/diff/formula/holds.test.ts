import { expect, it } from 'vitest'
import { all, any, count, enumOf, fields, items, not, nothing, opaque, pattern } from './formula.js'
import { holds } from './holds.js'

const unclear = opaque('only a parser knows')
const invalid = pattern('(')

it.each([
  // what, formula, value, truth
  ['a condition of a parser', unclear, 1, undefined],
  ['its opposite', not(unclear), 1, undefined],
  ['that and what is false', all(unclear, nothing), 1, false],
  ['that or what is true', any(unclear, enumOf([1])), 1, true],
  ['so many items that meet it', count(unclear, 1, 1), [1], undefined],
  ['more items than there are', count(unclear, 2, 3), [1], false],
  ['as many as may be, whatever it says', count(unclear, 0, 5), [1], true],
  ['items of which one is false', items([unclear, nothing], unclear), [1, 2], false],
  ['a pattern that is none', invalid, 'a', undefined],
  ['a field by a pattern that is none', fields(new Map(), [['(', nothing]], nothing), { a: 1 }, undefined],
  ['numbers as floats', enumOf([9007199254740992]), 9007199254740993, true],
  ['objects whose keys are in another order', enumOf([{ a: 1, b: [2] }]), { b: [2], a: 1 }, true],
])('of %s it says what it knows', (_, formula, value, truth) => {
  expect(holds(formula, value)).toBe(truth)
})
