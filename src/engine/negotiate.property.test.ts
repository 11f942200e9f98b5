import fc from 'fast-check'
import compare from 'semver/functions/compare.js'
import gte from 'semver/functions/gte.js'
import parse from 'semver/functions/parse.js'
import satisfies from 'semver/functions/satisfies.js'
import { describe, expect, it } from 'vitest'
import { isContractError } from './errors.js'
import { negotiate } from './negotiate.js'
import type { Offer } from './negotiation/offer.js'
import type { NegotiateOptions } from './negotiation/terms.js'

const runs = { numRuns: 500 }

// Few numbers, so that versions meet often; 10 and more, so that sorting as text would show.
const number = fc.constantFrom(0, 1, 2, 9, 10, 11)
const release = fc.tuple(number, number, fc.constantFrom(0, 1)).map((parts) => parts.join('.'))
const prerelease = fc.tuple(release, fc.constantFrom('rc.1', 'rc.10', 'rc.2', 'alpha')).map((parts) => parts.join('-'))
const version = fc.oneof({ weight: 3, arbitrary: release }, { weight: 1, arbitrary: prerelease })
const list = fc.array(version, { maxLength: 30 })

const bound = fc.tuple(fc.constantFrom('', '=', '>', '>=', '<', '<=', '^', '~'), version).map((parts) => parts.join(''))
const alternative = fc.oneof(
  fc.array(bound, { minLength: 1, maxLength: 3 }).map((bounds) => bounds.join(' ')),
  fc.tuple(version, version).map((ends) => ends.join(' - ')),
  fc.constantFrom('*', '1.x', '2', '10.1.x', '<=9', '>1'),
)
const range = fc.array(alternative, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' || '))
const offer: fc.Arbitrary<Offer> = fc.oneof(list, range)
const options: fc.Arbitrary<NegotiateOptions> = fc.record({ min: version, prerelease: fc.boolean() }, { requiredKeys: [] })

/** The version agreed on, or undefined where there is none in common. Anything else is a failure of the test. */
const agreed = (offered: Offer, supported: Offer, terms: NegotiateOptions): string | undefined => {
  try {
    return negotiate(offered, supported, terms).version
  } catch (error) {
    if (isContractError(error, 'NO_COMMON_VERSION')) return undefined
    throw error
  }
}

// Each alternative by itself: as a whole, `>=2.0.0-rc.1 || *` is folded into `*`, which covers less.
const covers = (side: string, one: string) => side.split('||').some((part) => satisfies(one, part))
const speaks = (side: Offer, one: string) => (typeof side === 'string' ? covers(side, one) : side.includes(one))

const allowed = ({ min, prerelease: asked }: NegotiateOptions, one: string) =>
  (asked === true || !one.includes('-')) && (min === undefined || gte(one, min))

const highest = (versions: readonly string[]) => versions.toSorted(compare).at(-1)

describe('negotiate', () => {
  it('agrees on the same version whoever offers', () => {
    fc.assert(
      fc.property(offer, offer, options, (one, other, terms) => {
        expect(agreed(one, other, terms)).toBe(agreed(other, one, terms))
      }),
      runs,
    )
  })

  it('agrees only on what both sides speak and the terms allow', () => {
    fc.assert(
      fc.property(offer, offer, options, (offered, supported, terms) => {
        const picked = agreed(offered, supported, terms)
        fc.pre(picked !== undefined)
        expect([speaks(offered, picked), speaks(supported, picked), allowed(terms, picked)]).toEqual([true, true, true])
      }),
      runs,
    )
  })

  it('agrees, where one side is a list, on what trying every version of it finds', () => {
    fc.assert(
      fc.property(offer, list, options, (offered, supported, terms) => {
        const common = supported.filter((one) => speaks(offered, one) && allowed(terms, one))
        expect(agreed(offered, supported, terms)).toBe(highest(common))
      }),
      runs,
    )
  })

  it('finds in long lists of mixed versions what trying each finds', () => {
    const long = fc.uniqueArray(version, { minLength: 60, maxLength: 120 })
    fc.assert(
      fc.property(range, long, (offered, supported) => {
        const common = supported.filter((one) => covers(offered, one))
        expect(agreed(offered, supported, { prerelease: true })).toBe(highest(common))
      }),
      runs,
    )
  })

  it('leaves out, of two ranges, no higher version that one of them writes as a bound of its own', () => {
    fc.assert(
      fc.property(range, range, options, (one, other, terms) => {
        const written = `${one} ${other}`.match(/(?<=^|[ =^~])\d+\.\d+\.\d+(?:-[a-z0-9.]+)?/g) ?? []
        const common = written.filter((bound) => speaks(one, bound) && speaks(other, bound) && allowed(terms, bound))
        const picked = agreed(one, other, terms)
        expect(common.filter((bound) => picked === undefined || compare(bound, picked) > 0)).toEqual([])
      }),
      runs,
    )
  })

  it('never agrees on less when more is offered', () => {
    fc.assert(
      fc.property(list, list, offer, options, (offered, added, supported, terms) => {
        const before = agreed(offered, supported, terms)
        const after = agreed([...offered, ...added], supported, terms)
        expect(before === undefined || (after !== undefined && gte(after, before))).toBe(true)
      }),
      runs,
    )
    fc.assert(
      fc.property(range, range, offer, options, (offered, added, supported, terms) => {
        const before = agreed(offered, supported, terms)
        const after = agreed(`${offered} || ${added}`, supported, terms)
        expect(before === undefined || (after !== undefined && gte(after, before))).toBe(true)
      }),
      runs,
    )
  })

  it('advises the side that is behind, to the lowest version that would do, unless both must move', () => {
    fc.assert(
      fc.property(list, list, options, (offered, supported, terms) => {
        fc.pre([offered, supported].some((side) => side.some((one) => allowed(terms, one))))
        try {
          negotiate(offered, supported, terms)
        } catch (error) {
          if (!isContractError(error, 'NO_COMMON_VERSION')) throw error
          const { upgrade, to } = error.details
          const [behind, ahead] = upgrade === 'peer' ? [offered, supported] : [supported, offered]
          expect(agreed([...behind, to], ahead, terms)).toBe(to)
          const top = highest(behind.filter((one) => allowed(terms, one)))
          fc.pre(top !== undefined)
          const better = ahead.filter((one) => allowed(terms, one) && compare(one, top) > 0)
          expect(better.toSorted(compare)[0]).toBe(to)
        }
      }),
      runs,
    )
  })

  it('gives the same answer for a frozen list, again and again', () => {
    fc.assert(
      fc.property(offer, list, options, (offered, supported, terms) => {
        const frozen = Object.freeze([...supported])
        const answers = [supported, frozen, frozen].map((side) => agreed(offered, side, terms))
        expect(new Set(answers).size).toBe(1)
      }),
      runs,
    )
  })

  it('throws nothing but a ContractError, whatever is passed', () => {
    const untyped = negotiate as (offered: unknown, supported: unknown, options?: unknown) => unknown
    const rangeLike = fc.string({ unit: fc.constantFrom(...'0129.-+ xX*v<>=^~|ar'), maxLength: 300 })
    const anything = fc.oneof(fc.anything({ withBigInt: true, withSparseArray: true, withNullPrototype: true }), fc.array(fc.string()), rangeLike, offer)
    const anyOptions = fc.oneof(fc.anything(), fc.record({ min: fc.anything(), prerelease: fc.anything() }), fc.constant(undefined))
    fc.assert(
      fc.property(anything, anything, anyOptions, (offered, supported, terms) => {
        try {
          expect(parse((untyped(offered, supported, terms) as { version: string }).version)).not.toBeNull()
        } catch (error) {
          expect(isContractError(error)).toBe(true)
          expect(() => JSON.stringify(error)).not.toThrow()
        }
      }),
      { numRuns: 3000 },
    )
  })
})
