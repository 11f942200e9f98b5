import { expect, it } from 'vitest'
import { nextVersion } from './next-version.js'

it.each([
  // asked for, versions there are, version
  ['v3', ['1.0.0', '2.0.0'], '3.0.0'],
  ['3', ['1.0.0', '2.0.0'], '3.0.0'],
  ['3.0.0', ['1.0.0', '2.0.0'], '3.0.0'],
  ['v2.1', ['1.0.0', '2.0.0'], '2.1.0'],
  ['2.1.0', ['1.0.0', '2.0.0'], '2.1.0'],
  ['2.0.1', ['1.0.0', '2.0.0'], '2.0.1'],
  ['v10', ['9.3.0'], '10.0.0'],
  ['v9.10', ['9.9.1'], '9.10.0'],
])('%s after %j is %s', (named, versions, version) => {
  expect(nextVersion(named, versions)).toBe(version)
})

it.each([
  ['v2', '2.0.0 is there already'],
  ['1.0.0', '1.0.0 is there already'],
  ['v1.1', '1.1.0 is older than the latest'],
  ['0.9.0', '0.9.0 is older than the latest'],
  ['v4', '4.0.0 leaves a gap'],
  ['2.2.0', '2.2.0 leaves a gap'],
  ['3.1', '3.1.0 leaves a gap'],
  ['v3.0.0-beta.1', '"v3.0.0-beta.1" is no version'],
  ['../../etc', '"../../etc" is no version'],
  ['', '"" is no version'],
  ['three', '"three" is no version'],
  [`v${'9'.repeat(400)}`, 'is no version'],
])('%j is refused, with what may follow', (named, said) => {
  expect(() => nextVersion(named, ['1.0.0', '2.0.0'])).toThrow(said)
  expect(() => nextVersion(named, ['1.0.0', '2.0.0'])).toThrow('the next after 2.0.0 is 3.0.0, or 2.1.0 or 2.0.1 where every peer of 2.0.0 understands it')
})
