import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type Finding, worst } from '../../src/diff/compare/finding.js'
import { partyOf } from '../../src/diff/parser/party.js'
import { compareZod } from './compare-zod.js'
import { zodOwnPairs } from './zod-own-pairs.js'
import { zodPairs } from './zod-pairs.js'

const directions = ['request', 'response'] as const
const cases = [...zodPairs, ...zodOwnPairs].flatMap(([what, older, newer, request, response]) =>
  directions.map((direction) => ({ what, direction, older, newer, expected: direction === 'request' ? request : response })),
)

/** What an answer may be made from: itself, or where nothing or other text came in. */
const madeFrom = [{}, 'true', 'no', 'yes', '', '9', 0, 'a b', { a: 0 }]

/** What the sender's own parser gives out, and what the refusing side's says to it. */
const replayed = ({ witness, direction }: Finding, { older, newer }: (typeof cases)[number]) => {
  const [sender, taker] = direction === 'request' ? [older, newer] : [newer, older]
  const inputs = direction === 'request' ? [witness] : [witness, ...madeFrom]
  const outputs = inputs.map((input) => partyOf(sender).parse(input)).filter(({ kind }) => kind === 'accepted')
  const isSent = outputs.some((parsed) => direction === 'request' || ('value' in parsed && isDeepStrictEqual(parsed.value, witness)))
  return { isSent, taken: partyOf(taker).parse(witness) }
}

describe('between two zod schemas', () => {
  it.each(cases)('$what: a $direction is $expected', ({ expected, ...pair }) => {
    const findings = compareZod(pair.older, pair.newer, pair.direction)
    expect(worst(findings) ?? 'same').toBe(expected)
  })
})

describe('every witness is replayed', () => {
  const shown = cases.flatMap((pair) => compareZod(pair.older, pair.newer, pair.direction).map((found) => ({ ...pair, found, verdict: found.verdict, rule: found.rule })))

  it.each(shown.filter(({ verdict }) => verdict === 'breaking'))('$what: the $direction of $rule is sent and refused', ({ found, ...pair }) => {
    const { isSent, taken } = replayed(found, pair)
    expect(isSent).toBe(true)
    expect(taken.kind).toBe('refused')
  })

  it.each(shown.filter(({ verdict }) => verdict === 'lossy'))('$what: the $direction of $rule is taken without $found.detail', ({ found, ...pair }) => {
    const { isSent, taken } = replayed(found, pair)
    expect(isSent).toBe(true)
    expect(taken.kind === 'accepted' && JSON.stringify(taken.value)).not.toBe(JSON.stringify(found.witness))
  })

  it('and there are many of them', () => {
    expect(shown.filter(({ verdict }) => verdict === 'breaking').length).toBeGreaterThan(60)
  })
})
