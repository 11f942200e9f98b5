import type { RunState } from '@runners/contracts'
import { expect, it } from 'vitest'
import { isFinished, newRun, stateOf, statusOf, summaryOf, withJob } from '../../examples/fleet/run.js'

const runOf = (states: readonly RunState[]) => {
  const runners = states.map(() => ({ name: 'pageTitle', input: {} }))
  return states.reduce((run, state, index) => withJob(run, index, { state }), newRun('r1', { mode: 'remote', runners }))
}

it.each<[RunState[], RunState]>([
  // states of the jobs, state of the run
  [['queued', 'queued'], 'queued'],
  [['running', 'queued'], 'running'],
  [['completed', 'queued'], 'running'],
  [['failed', 'running'], 'running'],
  [['completed', 'completed'], 'completed'],
  [['completed', 'failed'], 'failed'],
  [['failed', 'timed_out'], 'timed_out'],
  [['timed_out', 'cancelled', 'completed'], 'cancelled'],
])('a run with jobs %j is %s', (jobs, state) => {
  const run = runOf(jobs)
  const finished = !['queued', 'running'].includes(state)
  expect([stateOf(run), isFinished(run), statusOf(run).jobs.total]).toStrictEqual([state, finished, jobs.length])
  expect(Object.hasOwn(summaryOf(run), 'completedAt')).toBe(finished)
})
