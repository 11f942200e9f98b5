import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHANGES_TO_SETTLE, rule, type Ruling, type Spoken, type Verdict } from './pool.js'

const pool = (changes: number, settled = false, common = ['1']) => ({ common, changes, settled })

describe('after one more verdict', () => {
  it.each<[string, Spoken, Verdict, Ruling]>([
    // what happened, what was spoken, the verdict, what is spoken
    ['the same again', { version: '2', offered: ['1', '2'] }, { offered: ['1', '2'] }, { version: '2' }],
    ['more of what is not higher', { version: '2', offered: ['2'] }, { offered: ['1', '2'] }, { version: '2' }],
    ['a higher version', { version: '1', offered: ['1'] }, { offered: ['1', '2'] }, { version: '2', pool: pool(1) }],
    ['a lower version', { version: '2', offered: ['1', '2'] }, { offered: ['1'] }, { version: '1', pool: pool(1) }],
    ['another version alone', { version: '1', offered: ['1'] }, { offered: ['2'] }, { version: '2' }],
    ['a rejection of what is offered', { version: '2', offered: ['1', '2'] }, { offered: ['1', '2'], rejected: '2' }, { version: '1', pool: pool(1) }],
    ['a rejection of all that is offered', { version: '2', offered: ['2'] }, { offered: ['2'], rejected: '2' }, { version: '2' }],
    ['a second change', { version: '2', offered: ['1', '2'], pool: pool(1) }, { offered: ['1'] }, { version: '1', pool: pool(2) }],
    ['a third change up', { version: '1', offered: ['1'], pool: pool(2) }, { offered: ['1', '2'] }, { version: '1', pool: pool(3, true) }],
    ['more, once settled', { version: '1', offered: ['1'], pool: pool(3, true) }, { offered: ['1', '2'] }, { version: '1', pool: pool(3, true) }],
    [
      'less, once settled',
      { version: '2', offered: ['1', '2'], pool: pool(3, true, ['1', '2']) },
      { offered: ['1'] },
      { version: '1', pool: pool(3, true) },
    ],
    ['nothing common, once settled', { version: '1', offered: ['1'], pool: pool(3, true) }, { offered: ['2'], rejected: '1' }, { version: '2' }],
  ])('%s', (_what, spoken, verdict, ruling) => {
    expect(rule(spoken, verdict)).toEqual(ruling)
  })
})

/** Members of a pool by what they serve; one that names nothing is older than headers and discovery. */
interface Member {
  readonly serves: readonly string[]
  readonly names: boolean
}

const VERSIONS = ['1', '2', '3', '4']
const member = fc.record({ serves: fc.subarray(VERSIONS, { minLength: 1 }), names: fc.boolean() })
/** Whoever answers call and probe, again and again. */
const arbitraryPool = fc.record({ members: fc.array(member, { minLength: 1, maxLength: 5 }), turns: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }) })
const commonOf = (members: readonly Member[]) => VERSIONS.filter((version) => members.every(({ serves }) => serves.includes(version)))

/** A link and its peers, as far as versions go: each call is answered by the next member, each probe by the one after it. */
function simulate(members: readonly Member[], turns: readonly number[]) {
  const left = [...turns]
  const next = () => members[(left.shift() ?? 0) % members.length]!
  const [executed, sends, refused]: [[string, Member][], number[], boolean[]] = [[], [], []]
  const probed = next()
  let spoken: Spoken = { version: probed.serves.at(-1)!, offered: probed.serves }
  const learn = (verdict: Verdict) => {
    const ruling = rule(spoken, verdict)
    // an answer that changes nothing leaves the agreement as it is
    if (verdict.rejected !== undefined || ruling.version !== spoken.version) spoken = { offered: verdict.offered, ...ruling }
  }
  const attempt = () => {
    const answering = next()
    const { version } = spoken
    if (answering.serves.includes(version)) {
      executed.push([version, answering])
      if (answering.names) learn({ offered: answering.serves })
      return true
    }
    learn({ offered: (answering.names ? answering : next()).serves, rejected: version })
    return false
  }
  while (left.length > 3) {
    const isTaken = attempt()
    const isRetried = !isTaken && attempt()
    sends.push(isTaken ? 1 : 2)
    refused.push(!isTaken && !isRetried)
  }
  return { executed, sends, refused }
}

describe('whatever peers are behind an address', () => {
  it('no call is sent more than twice, nor executed by one that does not serve its version', () => {
    fc.assert(
      fc.property(arbitraryPool, ({ members, turns }) => {
        const { executed, sends, refused } = simulate(members, turns)
        expect(Math.max(...sends)).toBeLessThanOrEqual(2)
        expect(executed.every(([version, { serves }]) => serves.includes(version))).toBe(true)
        expect(executed).toHaveLength(refused.filter((isRefused) => !isRefused).length)
      }),
    )
  })

  it(`after ${CHANGES_TO_SETTLE} changes without a version common to all verdicts being lost, one is settled on`, () => {
    const verdict = fc.record({ offered: fc.subarray(VERSIONS, { minLength: 1 }).map((offered) => [...new Set(['1', ...offered])]) })
    fc.assert(
      fc.property(fc.array(verdict, { minLength: 1, maxLength: 40 }), (verdicts) => {
        let [spoken, changes]: [Spoken, number] = [{ version: '1', offered: ['1'] }, 0]
        for (const one of verdicts) {
          const ruling = rule(spoken, one)
          if (ruling.version !== one.offered.at(-1)) expect(ruling.pool?.settled).toBe(true)
          if (ruling.version !== spoken.version) changes++
          spoken = { offered: one.offered, ...ruling }
        }
        expect(changes).toBeLessThanOrEqual(CHANGES_TO_SETTLE)
      }),
    )
  })

  it('where all have a version in common, it is found: rejections end', () => {
    fc.assert(
      fc.property(arbitraryPool, ({ members, turns }) => {
        fc.pre(commonOf(members).length > 0)
        const { sends } = simulate(members, turns)
        expect(sends.filter((count) => count > 1).length).toBeLessThanOrEqual(CHANGES_TO_SETTLE + VERSIONS.length)
      }),
    )
  })
})
