import { expect, it } from 'vitest'
import { countsOf, holds } from './account.js'
import type { Evidence } from './evidence.js'
import type { Executed } from './journal.js'
import type { Outcome } from './outcome.js'
import type { Passage } from './passage.js'

const outcome = (id: string, more: Partial<Outcome> = {}): Outcome => {
  const answer = { execution: `c:${id}`, runId: 'r1', token: `t${id}` }
  return { execution: `c:${id}`, version: '2.0.0', runId: 'r1', answer, ...more }
}
const failed = (id: string, reason = 'HTTP 503'): Outcome => ({ execution: `c:${id}`, version: '2.0.0', runId: 'r1', reason })
const executed = (id: string, more: Partial<Executed> = {}): Executed =>
  ({ execution: `c:${id}`, runId: 'r1', token: `t${id}`, by: 'runner-1.1', version: '2.0.0', passageId: `p${id}`, callId: `call-${id}`, ...more })
const passage = (id: string, more: Partial<Passage> = {}): Passage =>
  ({ id: `p${id}`, to: 'runner-1', method: 'POST', path: '/v2/execute', callId: `call-${id}`, fault: undefined, answered: 200, ...more })

/** Two executions that succeeded, and nothing else. */
const sound: Evidence = {
  submitted: ['c:1', 'c:2'],
  outcomes: [outcome('1'), outcome('2')],
  executed: [executed('1'), executed('2')],
  passages: [passage('1'), passage('2')],
  served: new Map([['runner-1.1', ['2.0.0']]]),
  processes: [{ name: 'runner-1.1', pid: 1, ended: 'SIGTERM', gone: true }],
  leftBehind: [],
}

const wrongIn = (evidence: Evidence) => countsOf(evidence).filter((count) => !holds(count)).map(({ what, found }) => [what, found])

it('nothing is wrong where everything happened once', () => {
  expect(wrongIn(sound)).toStrictEqual([])
})

it.each<[string, Partial<Evidence>, readonly [what: string, found: number][]]>([
  // what happened, what differs from the sound evidence, what the account finds wrong
  ['an outcome is missing', { outcomes: [outcome('1')] }, [['executions not accounted for', 1]]],
  ['an outcome is told twice', { outcomes: [outcome('1'), outcome('2'), failed('2')] }, [['executions not accounted for', 1]]],
  ['everything failed', { outcomes: [failed('1'), failed('2')], executed: [] }, [['reported succeeded', 0]]],
  ['an accepted run is unknown', { outcomes: [outcome('1'), failed('2', 'Error: LOST: …')] }, [['accepted runs that were lost', 1]]],
  ['a success was not executed', { executed: [executed('1')] }, [['reported succeeded, not executed once', 1], ['answers attributed to the wrong run', 1]]],
  ['a success was executed twice', { executed: [executed('1'), executed('2'), executed('2', { token: 't3' })] }, [['reported succeeded, not executed once', 1], ['executed twice', 1]]],
  ['a failure was executed twice', { outcomes: [outcome('1'), failed('2')], executed: [executed('1'), executed('2'), executed('2')] }, [['executed twice', 1]]],
  ['something else was executed', { executed: [...sound.executed, executed('3')] }, [['executed, never submitted', 1]]],
  ['an answer is of another execution', { outcomes: [outcome('1'), { ...outcome('2'), answer: { execution: 'c:1', runId: 'r1', token: 't1' } }] }, [['answers attributed to the wrong run', 1]]],
  ['an answer is of another run', { outcomes: [outcome('1'), outcome('2', { runId: 'r2' })] }, [['answers attributed to the wrong run', 1]]],
  ['a token is of another execution', { outcomes: [outcome('1'), { ...outcome('2'), answer: { execution: 'c:2', runId: 'r1', token: 't1' } }] }, [['answers attributed to the wrong run', 1]]],
  ['a version was executed that is not served', { served: new Map([['runner-1.1', ['1.0.0']]]) }, [['executed in a version that the peer did not serve', 2]]],
  ['a process is there still', { leftBehind: [7] }, [['processes left behind', 1]]],
  ['a process did not end', { processes: [{ name: 'runner-1.1', pid: 1, ended: 'SIGTERM', gone: false }] }, [['processes left behind', 1]]],
])('where %s the account says so', (_what, differs, wrong) => {
  expect(wrongIn({ ...sound, ...differs })).toStrictEqual(wrong)
})

const { answered: _answered, ...unanswered } = passage('1')

it.each<[string, readonly Passage[], Partial<Evidence>, readonly [what: string, found: number][]]>([
  // what became of the first request of a call that a link sent again, requests, what else differs, what the account finds wrong
  ['a 404 and no execution', [passage('0', { callId: 'call-1', answered: 404 })], {}, []],
  ['a 404 after an execution', [passage('0', { callId: 'call-1', answered: 404 })], { executed: [executed('1', { passageId: 'p0' }), executed('2')] }, [['sent again by a link, after another answer', 1]]],
  ['no answer', [{ ...unanswered, id: 'p0', fault: 'cutBefore' }], {}, [['sent again by a link, after no answer', 1]]],
  ['a 503', [passage('0', { callId: 'call-1', answered: 503, fault: 'refused' })], {}, [['sent again by a link, after another answer', 1]]],
  ['two 404s', [passage('0', { callId: 'call-1', answered: 404 }), passage('00', { callId: 'call-1', answered: 404 })], {}, [['sent more than twice by a link', 1]]],
  ['a GET that was cut', [{ ...unanswered, id: 'p0', callId: 'call-3', method: 'GET' }, passage('3', { method: 'GET' })], {}, []],
  ['a discovery that was cut', [{ ...unanswered, id: 'p0', callId: undefined }, passage('3', { callId: undefined })], {}, []],
])('a request that is sent after %s is judged by that', (_what, before, differs, wrong) => {
  expect(wrongIn({ ...sound, passages: [...before, ...sound.passages], ...differs })).toStrictEqual(wrong)
})
