import { expect, it } from 'vitest'
import { deleted } from './deleted.js'

it.each([
  // sunset, today, problems
  [undefined, '2026-11-24', 1],
  ['2026-11-25', '2026-11-24', 1],
  ['2026-11-24', '2026-11-24', 1],
  ['2026-11-23', '2026-11-24', 0],
  ['2026-11-24T23:59:59Z', '2026-11-24', 1],
])('a version with the sunset %j may go on %s: %i problems', (sunset, today, problems) => {
  expect(deleted('1.0.0', { name: 'main', sunset, today })).toHaveLength(problems)
})
