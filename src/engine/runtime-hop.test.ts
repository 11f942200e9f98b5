import { expect, it } from 'vitest'
import { stepsOf } from './runtime-hop.js'

const step = { unavailable: 'why' }

it.each([
  // what is described, the hop, procedures that either side has, the steps by path
  ['nothing', {}, ['a'], {}],
  ['a procedure', { a: step }, ['a', 'b'], { a: step }],
  ['a nested procedure', { g: { a: step } }, ['g.a', 'g.b'], { 'g.a': step }],
  ['a contract that is one procedure', step, [''], { '': step }],
  ['a procedure that is not there', { x: step }, ['a'], { x: step }],
  ['a nested procedure that is not there', { g: { x: step } }, ['g.a'], { 'g.x': step }],
  ['a group that is not there', { g: { a: step } }, ['a'], { g: { a: step } }],
  ['a group that was taken for a procedure', { g: step }, ['g.a'], { 'g.unavailable': {} }],
  ['a name that begins like a group', { gr: step }, ['gr', 'g.a', 'gr2.a'], { gr: step }],
  ['names that every object has', { constructor: step, toString: { valueOf: step } }, ['constructor', 'toString.valueOf'], { constructor: step, 'toString.valueOf': step }],
])('finds the steps of %s', (_what, hop, known, steps) => {
  expect(Object.fromEntries(stepsOf(hop, known))).toEqual(steps)
})
