import { describe, expect, it } from 'vitest'
import { isContractError } from './errors.js'
import { negotiate } from './negotiate.js'
import { MAX_OFFERS, type Offer } from './negotiation/offer.js'
import type { NegotiateOptions } from './negotiation/terms.js'

const untyped = negotiate as (offered: unknown, supported: unknown, options?: unknown) => unknown

const refusal = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    if (isContractError(error)) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('two lists', () => {
  it.each<[Offer, Offer, string]>([
    // offered by the peer, supported here, agreed
    [['1.0.0'], ['1.0.0', '2.0.0'], '1.0.0'],
    [['1.0.0', '2.0.0'], ['1.0.0'], '1.0.0'],
    [['2.0.0', '10.0.0'], ['2.0.0', '10.0.0'], '10.0.0'],
    [['2.0.0', '10.0.0', '9.0.0'], ['9.0.0', '2.0.0'], '9.0.0'],
    [['1.0.0', '3.0.0'], ['2.0.0', '1.0.0', '4.0.0'], '1.0.0'],
    [['1.2.10', '1.2.9'], ['1.2.9', '1.2.10'], '1.2.10'],
    [['1.0.0', '1.0.0'], ['1.0.0', '1.0.0'], '1.0.0'],
    [['1.0.0+peer'], ['1.0.0+self'], '1.0.0+self'],
    [['1.0.0'], ['1.0.0+b', '1.0.0+a'], '1.0.0+b'],
    [['1.0.0'], ['1.0.0+a', '1.0.0+b'], '1.0.0+b'],
  ])('a peer that offers %j meets %j at %s', (offered, supported, agreed) => {
    expect(negotiate(offered, supported).version).toBe(agreed)
  })
})

describe('a list and a range', () => {
  it.each<[Offer, Offer, string]>([
    // offered by the peer, supported here, agreed
    ['>=1.0.0', ['1.0.0', '2.0.0'], '2.0.0'],
    ['^1.0.0', ['1.0.0', '1.9.0', '2.0.0'], '1.9.0'],
    ['1.x', ['0.9.0', '1.4.2', '2.0.0'], '1.4.2'],
    ['<2.0.0', ['1.0.0', '2.0.0', '3.0.0'], '1.0.0'],
    ['1.0.0', ['1.0.0', '2.0.0'], '1.0.0'],
    ['*', ['1.0.0', '2.0.0'], '2.0.0'],
    ['^1.0.0 || ^3.0.0', ['1.0.0', '2.0.0', '3.1.0', '4.0.0'], '3.1.0'],
    ['^3.0.0 || ^1.0.0', ['1.0.0', '2.0.0', '3.1.0', '4.0.0'], '3.1.0'],
    ['1.5.0 - 2.5.0', ['1.0.0', '2.0.0', '3.0.0'], '2.0.0'],
    [['1.0.0', '2.0.0', '3.0.0'], '>=1.0.0 <3.0.0', '2.0.0'],
    [['1.0.0+peer'], '^1.0.0', '1.0.0'],
    ['^1.0.0', ['1.0.0+self'], '1.0.0+self'],
  ])('a peer that offers %j meets %j at %s', (offered, supported, agreed) => {
    expect(negotiate(offered, supported).version).toBe(agreed)
  })
})

describe('two ranges', () => {
  it.each<[Offer, Offer, string]>([
    // one side, the other side, agreed
    ['>=1.0.0', '>=2.0.0', '2.0.0'],
    ['>=1.0.0', '<=3.0.0', '3.0.0'],
    ['^1.0.0', '^1.2.0', '1.2.0'],
    ['1.x', '*', '1.0.0'],
    ['1.0.0 - 2.0.0', '>=1.5.0', '2.0.0'],
    ['1.0.0 || 2.0.0', '1.0.0 || 3.0.0', '1.0.0'],
    ['>=1.0.0 || *', '*', '1.0.0'],
    ['1.0.0 2.0.0 || <3.0.0', '*', '2.0.0'],
    ['<2.0.0 || >=1.0.0', '*', '1.0.0'],
    ['>1.0.0', '<2.0.0', '1.0.1'],
    ['1.0.0+build', '>=1.0.0', '1.0.0'],
    ['*', '*', '0.0.0'],
    ['>=2.0.0-rc.1', '>=1.0.0', '2.0.0'],
  ])('%j and %j agree, whoever offers, on the named version %s', (one, other, agreed) => {
    expect(negotiate(one, other).version).toBe(agreed)
    expect(negotiate(other, one).version).toBe(agreed)
  })
})

describe('the terms', () => {
  it.each<[Offer, Offer, NegotiateOptions, string]>([
    // offered by the peer, supported here, terms, agreed
    [['1.0.0', '2.0.0-rc.1'], ['1.0.0', '2.0.0-rc.1'], {}, '1.0.0'],
    [['1.0.0', '2.0.0-rc.1'], ['1.0.0', '2.0.0-rc.1'], { prerelease: true }, '2.0.0-rc.1'],
    [['2.0.0', '2.0.0-rc.1'], ['2.0.0', '2.0.0-rc.1'], { prerelease: true }, '2.0.0'],
    [['2.0.0-rc.2', '2.0.0-rc.10'], ['2.0.0-rc.2', '2.0.0-rc.10'], { prerelease: true }, '2.0.0-rc.10'],
    ['>=2.0.0-rc.1 || 1.0.0', ['1.0.0', '2.0.0-rc.1'], {}, '1.0.0'],
    ['>=2.0.0-rc.1 || 1.0.0', ['1.0.0', '2.0.0-rc.1'], { prerelease: true }, '2.0.0-rc.1'],
    ['>=1.0.0', ['1.0.0', '2.0.0-rc.1'], { prerelease: true }, '1.0.0'],
    ['>=2.0.0-rc.1 || *', ['1.0.0', '2.0.0-rc.1'], { prerelease: true }, '2.0.0-rc.1'],
    ['>=2.0.0-rc.1', '>=2.0.0-rc.1', { prerelease: true }, '2.0.0-rc.1'],
    ['>=2.0.0-rc.1', '>=2.0.0-rc.1', {}, '2.0.0'],
    [['1.0.0', '2.0.0'], ['1.0.0', '2.0.0'], { min: '2.0.0' }, '2.0.0'],
    [['1.0.0', '2.0.0'], ['1.0.0', '2.0.0'], { min: '1.0.0' }, '2.0.0'],
    [['2.0.0'], ['2.0.0'], { min: '2.0.0-rc.1' }, '2.0.0'],
    [['2.0.0'], ['2.0.0'], { min: '2.0.0+build' }, '2.0.0'],
    ['>=1.0.0', '>=1.0.0', { min: '2.0.0' }, '2.0.0'],
    [['1.0.0'], ['1.0.0'], { min: undefined, prerelease: undefined }, '1.0.0'],
  ])('%j meets %j under %j at %s', (offered, supported, options, agreed) => {
    expect(negotiate(offered, supported, options).version).toBe(agreed)
  })
})

describe('no common version', () => {
  it.each<[Offer, Offer, NegotiateOptions, 'peer' | 'self', string]>([
    // offered by the peer, supported here, terms, who must upgrade, to what
    [['1.0.0'], ['2.0.0', '3.0.0'], {}, 'peer', '2.0.0'],
    [['2.0.0', '3.0.0'], ['1.0.0'], {}, 'self', '2.0.0'],
    [['2.0.0'], ['1.0.0', '3.0.0', '4.0.0'], {}, 'peer', '3.0.0'],
    [['10.0.0'], ['9.0.0'], {}, 'self', '10.0.0'],
    // floor
    [['1.0.0'], ['1.0.0', '2.0.0'], { min: '2.0.0' }, 'peer', '2.0.0'],
    [['1.0.0'], ['1.0.0', '3.0.0', '4.0.0'], { min: '2.0.0' }, 'peer', '3.0.0'],
    [['1.0.0', '3.0.0'], ['1.0.0', '2.0.0'], { min: '3.0.0' }, 'self', '3.0.0'],
    [['1.0.0'], ['1.0.0', '2.0.0'], { min: '3.0.0' }, 'self', '3.0.0'],
    [['1.0.0'], ['1.0.0'], { min: '2.0.0-rc.1' }, 'self', '2.0.0'],
    [['1.0.0'], ['1.0.0'], { min: '2.0.0-rc.1', prerelease: true }, 'self', '2.0.0-rc.1'],
    ['^1.0.0', '>=1.0.0', { min: '2.0.0' }, 'peer', '2.0.0'],
    ['>=1.0.0', ['1.0.0'], { min: '2.0.0' }, 'self', '2.0.0'],
    // ranges
    ['>=3.0.0', ['1.0.0', '2.0.0'], {}, 'self', '3.0.0'],
    ['<2.0.0', ['2.0.0', '3.0.0'], {}, 'peer', '2.0.0'],
    ['^1.0.0', ['2.0.0', '3.0.0'], {}, 'peer', '2.0.0'],
    [['1.0.0'], '>1.0.0', {}, 'peer', '1.0.1'],
    ['>=1.0.0', '<1.0.0', {}, 'self', '1.0.0'],
    ['>=2.0.0 <1.0.0', ['1.0.0'], {}, 'peer', '1.0.0'],
    // prereleases
    [['2.0.0-rc.1'], ['2.0.0-rc.1'], {}, 'self', '2.0.0'],
    [['2.0.0-rc.1'], ['1.0.0', '2.0.0-rc.1', '2.0.0'], {}, 'peer', '2.0.0'],
    [['3.0.0-rc.1'], ['1.0.0', '2.0.0'], {}, 'peer', '1.0.0'],
    [['1.0.0', '3.0.0-rc.1'], ['2.0.0', '3.0.0-rc.1'], {}, 'peer', '2.0.0'],
    [['1.0.0', '2.5.0-rc.1'], ['2.0.0', '3.0.0'], {}, 'peer', '2.0.0'],
    [['2.0.0', '3.0.0'], ['1.0.0', '2.5.0-rc.1'], {}, 'self', '2.0.0'],
    [['1.0.0', '2.0.0'], ['1.5.0-rc.1'], {}, 'self', '2.0.0'],
    [['3.0.0-rc.1'], ['2.0.0-rc.1'], {}, 'self', '3.0.0'],
    [['2.0.0-rc.1'], ['3.0.0-rc.1'], {}, 'self', '3.0.0'],
    ['>=1.0.0-rc.1 <1.0.0 || >=2.0.0-rc.1 <2.0.0', ['1.5.0', '3.0.0'], {}, 'peer', '3.0.0'],
    [['1.0.0'], ['2.0.0-rc.1'], { prerelease: true }, 'peer', '2.0.0-rc.1'],
    // nothing at all
    [[], ['1.0.0', '2.0.0'], {}, 'peer', '1.0.0'],
    [['1.0.0', '2.0.0'], [], {}, 'self', '1.0.0'],
    [[], [], {}, 'self', '0.0.0'],
    [[], [], { min: '2.0.0' }, 'self', '2.0.0'],
  ])('of %j and %j under %j, %s must upgrade to %s', (offered, supported, options, upgrade, to) => {
    expect(refusal(() => negotiate(offered, supported, options))).toMatchObject({
      code: 'NO_COMMON_VERSION',
      details: { upgrade, to },
    })
  })

  it('tells both offers and the floor', () => {
    expect(refusal(() => negotiate('<1.0.0', ['2.0.0'], { min: '1.5.0' })).details).toEqual({
      offered: ['<1.0.0'],
      supported: ['2.0.0'],
      min: '1.5.0',
      upgrade: 'peer',
      to: '2.0.0',
    })
  })

  it('cuts what it tells to 64 characters', () => {
    const long = `1.0.0-${'a'.repeat(200)}`
    const { details } = refusal(() => negotiate([long], [], { min: long, prerelease: true }))
    expect(details).toMatchObject({ offered: [`${long.slice(0, 63)}…`], min: `${long.slice(0, 63)}…`, to: `${long.slice(0, 63)}…` })
  })
})

const throwing = (): never => {
  throw new Proxy({}, { getPrototypeOf: throwing })
}
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable<string[]>([], {})
  revoke()
  return proxy
}

const hostile: ReadonlyArray<[string, unknown]> = [
  ['undefined', undefined],
  ['null', null],
  ['a number', 1],
  ['a bigint', 10n ** 1000n],
  ['a symbol', Symbol('1.0.0')],
  ['a function', () => '1.0.0'],
  ['an object that looks like a list', { length: 1, 0: '1.0.0' }],
  ['a String object', Object('1.0.0')],
  ['a nested list', [['1.0.0']]],
  ['a list of an object with toString', [{ toString: () => '1.0.0' }]],
  ['a sparse list', Object.assign(Array(3), { 0: '1.0.0', 2: '2.0.0' })],
  ['a list whose last entry is bad', ['1.0.0', '2.0.0', 'three']],
  ['a list with a getter that throws', Object.defineProperty(['1.0.0'], 0, { get: throwing })],
  ['a Proxy that throws', new Proxy(['1.0.0'], { get: throwing })],
  ['a frozen Proxy that throws', new Proxy(Object.freeze(['1.0.0']), { isExtensible: throwing })],
  ['a Proxy with a text for its length', new Proxy(['1.0.0'], { get: (_, key) => (key === 'length' ? '1' : '1.0.0') })],
  ['a revoked Proxy', revoked()],
  ['10,000 characters in a list', ['1'.repeat(10_000)]],
  ['10,000 characters as a range', '1'.repeat(10_000)],
  ['10,000 blanks after a valid range', `1.0.0${' '.repeat(10_000)}`],
  ['257 characters that would be a version', [`1.0.0-${'a'.repeat(251)}`]],
  ['257 characters that would be a range', `>=1.0.0-${'a'.repeat(249)}`],
  ['one version too many', Array(MAX_OFFERS + 1).fill('1.0.0')],
  ['100,000 versions', Array(100_000).fill('1.0.0')],
  ...['latest', '', ' ', 'v1', 'v1.0.0', '>=v1.0.0', '__proto__', 'constructor', '1.0.0 ||', '|| 1.0.0', '1.0.0 | 2.0.0', '>=', '99999999999999999999.0.0'].map(
    (text): [string, unknown] => [`${JSON.stringify(text)} as a range`, text],
  ),
  ...['latest', '', ' ', 'v1', 'v1.0.0', '=1.0.0', ' 1.0.0', '1.0.0\n', '1', '1.0', '1.x', '^1.0.0', '*', '01.0.0', '1.0.0-01', '1.0.0+', '__proto__', '99999999999999999999.0.0'].map(
    (text): [string, unknown] => [`${JSON.stringify(text)} in a list`, [text]],
  ),
]

describe('hostile offers', () => {
  it.each(hostile)('%s is refused on either side, with details fit for a log', (_, offer) => {
    const asOffered = refusal(() => untyped(offer, ['1.0.0']))
    expect(asOffered).toMatchObject({ code: 'OFFER_INVALID', details: { side: 'offered' } })
    expect(JSON.parse(JSON.stringify(asOffered.details))).toEqual(asOffered.details)
    expect(refusal(() => untyped(['1.0.0'], offer))).toMatchObject({ code: 'OFFER_INVALID', details: { side: 'supported' } })
  })

  it.each<[string, unknown, string, string]>([
    // what is offered, the offer, value told, problem told
    ['no range', 'latest', 'latest', 'it is not a semver range'],
    ['a long range', '1'.repeat(10_000), `${'1'.repeat(63)}…`, 'it is longer than 256 characters'],
    ['a long entry', ['1.0.0', 'x'.repeat(10_000)], `${'x'.repeat(63)}…`, 'entry 1 is not an exact semver version'],
    ['64 characters', ['x'.repeat(64)], 'x'.repeat(64), 'entry 0 is not an exact semver version'],
    ['unprintable text', ['<\u202e\ud800\n\u001b>'], '<????>', 'entry 0 is not an exact semver version'],
    ['a nested list', ['1.0.0', ['2.0.0']], 'object', 'entry 1 is not an exact semver version'],
    ['a sparse list', Array(1), 'undefined', 'entry 0 is not an exact semver version'],
    ['null', null, 'null', 'it is neither a list of versions nor a range'],
    ['a boolean', true, 'true', 'it is neither a list of versions nor a range'],
    ['nothing', undefined, 'undefined', 'it is neither a list of versions nor a range'],
    ['a number', 1.5, '1.5', 'it is neither a list of versions nor a range'],
    ['a Set', new Set(['1.0.0']), 'object', 'it is neither a list of versions nor a range'],
    ['a list that is too long', Array(MAX_OFFERS + 1), 'object', 'it has more than 1000 entries'],
    ['a revoked Proxy', revoked(), 'object', 'it cannot be read'],
  ])('%s is told by its value and what is wrong with it', (_, offer, value, problem) => {
    expect(refusal(() => untyped(offer, ['1.0.0'])).details).toEqual({ side: 'offered', value, problem })
  })

  it('leaves a list that is too long unread', () => {
    const read: PropertyKey[] = []
    const list = new Proxy(Array(100_000).fill('1.0.0'), {
      get: (target, key, receiver) => (read.push(key), Reflect.get(target, key, receiver)),
    })
    expect(refusal(() => untyped(list, ['1.0.0']))).toMatchObject({ code: 'OFFER_INVALID' })
    expect(read).toEqual(['length'])
  })

  it('takes a range of 256 characters', () => {
    expect(negotiate(`>=1.0.0-${'a'.repeat(248)}`, ['1.0.0']).version).toBe('1.0.0')
  })

  it(`takes ${MAX_OFFERS} versions`, () => {
    const most = Array.from({ length: MAX_OFFERS }, (_, index) => `${index}.0.0`)
    expect(negotiate(most, most).version).toBe('999.0.0')
  })

  it.each<[string, unknown, string?]>([
    // options, what is wrong with them
    ['a floor that is a range', { min: '>=1.0.0' }],
    ['a floor with a v', { min: 'v1.0.0' }],
    ['a floor after a blank', { min: ' 1.0.0' }],
    ['an empty floor', { min: '' }],
    ['a floor of 10,000 characters', { min: '1'.repeat(10_000) }],
    ['a floor that is null', { min: null }],
    ['a floor in a list', { min: ['1.0.0'] }],
    ['a floor that cannot be read', Object.defineProperty({}, 'min', { get: throwing }), 'the options cannot be read'],
    ['a floor in place of the options', '1.0.0', 'the options are not an object'],
    ['options that are null', null, 'the options cannot be read'],
  ])('%s is refused', (_, options, problem = 'it is not an exact semver version') => {
    expect(refusal(() => untyped(['1.0.0'], ['1.0.0'], options))).toMatchObject({ code: 'OFFER_INVALID', details: { side: 'min', problem } })
  })

  it.each([1, 'true', {}, []])('takes a prerelease only for true itself, not for %j', (prerelease) => {
    expect(untyped(['1.0.0', '2.0.0-rc.1'], ['1.0.0', '2.0.0-rc.1'], { prerelease })).toMatchObject({ version: '1.0.0' })
  })
})

describe('an agreement', () => {
  it('keeps what was offered and supported, and nothing else', () => {
    expect(negotiate('^1.0.0', ['2.0.0', '1.0.0'])).toEqual({ version: '1.0.0', offered: '^1.0.0', supported: ['2.0.0', '1.0.0'] })
  })

  it('does not follow a list that changes later', () => {
    const supported = ['1.0.0']
    const agreement = negotiate(['1.0.0', '2.0.0'], supported)
    supported.push('2.0.0')
    expect(agreement.supported).toEqual(['1.0.0'])
    expect(negotiate(['1.0.0', '2.0.0'], supported).version).toBe('2.0.0')
  })

  it('cannot be changed', () => {
    const agreement = negotiate(['1.0.0'], ['1.0.0'])
    expect([agreement, agreement.offered, agreement.supported].every((part) => Object.isFrozen(part))).toBe(true)
  })

  it('leaves the lists as they were', () => {
    const [offered, supported] = [['1.0.0', '10.0.0', '2.0.0'], ['2.0.0', '10.0.0', '1.0.0']]
    negotiate(offered, supported)
    expect([offered, supported]).toEqual([['1.0.0', '10.0.0', '2.0.0'], ['2.0.0', '10.0.0', '1.0.0']])
  })

  it('rests on one reading of each entry', () => {
    let read = 0
    const changing = Object.defineProperty(['0.0.0'], 0, { get: () => `${(read += 1)}.0.0` })
    expect(negotiate(changing, '*')).toMatchObject({ version: '1.0.0', offered: ['1.0.0'] })
  })

  it('reads a frozen list once and for all', () => {
    let read = 0
    const counting = Object.freeze(Object.defineProperty(['0.0.0'], 0, { get: () => ((read += 1), '1.0.0') }))
    const agreements = [negotiate(['1.0.0'], counting), negotiate('^1.0.0', counting), negotiate(counting, counting)]
    expect(agreements.map(({ version }) => version)).toEqual(['1.0.0', '1.0.0', '1.0.0'])
    expect(read).toBe(1)
  })
})
