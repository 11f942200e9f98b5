import { describe, expect, it } from 'vitest'
import { ContractError, isContractError } from '../../engine/errors.js'
import { negotiate } from '../../engine/negotiate.js'
import type { PeerReport } from '../peer/peer-report.js'
import { verdictText } from './verdict-text.js'
import { type Verdict, verdictsOf } from './verdicts.js'

const supported = ['1.0.0', '2.0.0', '3.0.0']

/** A peer that offers these versions; one that does not answer where there are none. */
function report(offered: readonly string[], index: number): PeerReport {
  const blank = { peer: `p${index + 1}`, ms: 1 }
  if (offered.length === 0) {
    const { code, message, details } = new ContractError('PEER_UNREACHABLE', { peer: blank.peer, contract: 'runner', reason: 'ECONNREFUSED' })
    return { ...blank, contract: null, source: null, versions: [], agreed: null, error: { code, message, details } }
  }
  const versions = offered.map((version) => ({ version, deprecated: null, sunset: null }))
  const known = { ...blank, contract: 'runner', source: 'discovery', versions } as const
  try {
    return { ...known, agreed: negotiate(offered, supported).version, error: null }
  } catch (error) {
    if (!isContractError(error)) throw error
    return { ...known, agreed: null, error: { code: error.code, message: error.message, details: error.details } }
  }
}

const short = ({ verdict, neededBy, usedBy }: Verdict) => `${verdict} ${neededBy.join('+')}/${usedBy.join('+')}`

describe('whether 1.0.0, 2.0.0 and 3.0.0 can be retired', () => {
  it.each<[readonly (readonly string[])[], string, string, string]>([
    // what each peer offers, none where it does not answer; verdict, who needs it and who uses it, of each version
    [[['1.0.0', '2.0.0', '3.0.0']], 'retirable /', 'retirable /', 'latest /p1'],
    [[['1.0.0']], 'needed p1/p1', 'retirable /', 'latest /'],
    [[['1.0.0', '2.0.0']], 'retirable /', 'retirable /p1', 'latest /'],
    [[['1.0.0'], ['1.0.0', '2.0.0'], ['2.0.0']], 'needed p1/p1', 'needed p3/p2+p3', 'latest /'],
    [[['3.0.0']], 'retirable /', 'retirable /', 'latest p1/p1'],
    [[[]], 'unknown /', 'unknown /', 'latest /'],
    [[['3.0.0'], []], 'unknown /', 'unknown /', 'latest p1/p1'],
    [[['1.0.0'], []], 'needed p1/p1', 'unknown /', 'latest /'],
    [[['9.0.0']], 'retirable /', 'retirable /', 'latest /'],
    [[['1.0.0', '9.0.0']], 'needed p1/p1', 'retirable /', 'latest /'],
    [[['1.0.0', '3.0.0-rc.1']], 'needed p1/p1', 'retirable /', 'latest /'],
  ])('by peers that offer %j', (offers, ...expected) => {
    expect(verdictsOf(offers.map(report), supported).map(short)).toStrictEqual(expected)
  })

  it('a prerelease stands in for nothing: no client speaks it unless told', () => {
    const peers = [report(['1.0.0', '2.0.0-rc.1'], 0)]
    expect(verdictsOf(peers, ['1.0.0', '2.0.0-rc.1']).map(short)).toStrictEqual(['needed p1/p1', 'latest /'])
  })

  it('an offer that cannot be read leaves it open', () => {
    const { code, message, details } = new ContractError('OFFER_INVALID', { side: 'offered', value: 'v1', problem: 'it is none' })
    const peers = [{ ...report([], 0), contract: 'runner', error: { code, message, details } }]
    expect(verdictsOf(peers, supported).map(({ verdict }) => verdict)).toStrictEqual(['unknown', 'unknown', 'latest'])
  })
})

describe('a verdict for people', () => {
  const textOf = (...offers: readonly (readonly string[])[]) => verdictText(verdictsOf(offers.map(report), supported), offers.map(report))
  const callers = 'Callers that speak an old version to these peers are not seen from here: the handlers of the peers count these.'

  const behind = 'Of several peers behind one URL, as behind a load balancer, only one answered: the others may need what it does not.'

  it('says what can be retired, by whom that is known, and who is not seen', () => {
    expect(textOf(['2.0.0', '3.0.0'], ['3.0.0'])).toStrictEqual([
      '1.0.0 can be retired: none of 2 runners needs it',
      '2.0.0 can be retired: none of 2 runners needs it',
      '3.0.0 is the latest: in use by 2 peers',
      behind,
      callers,
    ])
  })

  it('warns of retiring at once what can be retired one by one', () => {
    expect(textOf(['1.0.0', '2.0.0'], ['3.0.0'], ['2.0.0', '3.0.0'], ['9.0.0'])).toContain('Not all of them at once: that leaves nothing to speak with 1 peer: p1')
  })

  it('tells runners from orchestrators', () => {
    const peers = [report(['3.0.0'], 0), { ...report(['3.0.0'], 1), contract: 'orchestrator' }]
    expect(verdictText(verdictsOf(peers, supported), peers)[0]).toBe('1.0.0 can be retired: none of 1 runner and 1 orchestrator needs it')
  })

  it('says what cannot be told, and who needs a version anyway', () => {
    expect(textOf(['2.0.0'], [], [])).toStrictEqual([
      '1.0.0: cannot be told, 2 peers gave no usable answer, and no other needs it',
      '2.0.0 is still needed by 1 peer: p1; 2 peers gave no usable answer',
      '3.0.0 is the latest: in use by 0 peers; 2 peers gave no usable answer',
    ])
  })

  it('names ten peers and counts the others', () => {
    const [line] = textOf(...Array.from({ length: 41 }, () => ['1.0.0']))
    expect(line).toBe('1.0.0 is still needed by 41 peers: p1, p2, p3, p4, p5, p6, p7, p8, p9, p10 and 31 more')
  })
})
