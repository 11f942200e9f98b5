import { describe, expect, it } from 'vitest'
import { registry } from '../../src/registry.js'
import type { Job, RunnerResult, RunState, RunStatus, RunSummary } from '../../versions/v2/index.js'

/** What an emulation of a v2 procedure yields towards a v1 peer, whose procedures answer in turn; and what they were asked. */
async function emulated(contract: string, procedure: string, request: object, answers: Readonly<Record<string, readonly unknown[]>>) {
  const { ending } = registry.chain(contract, [procedure], '2.0.0', '1.0.0')
  if (ending.kind !== 'emulated') throw new Error(`${procedure} is ${ending.kind}`)
  const left = new Map(Object.entries(answers).map(([name, all]) => [name, [...all]]))
  const calls: unknown[] = []
  const client = Object.fromEntries([...left.keys()].map((name) => [name, async (asked: unknown) => (calls.push([name, asked]), left.get(name)!.shift())]))
  const wait = async (ms: number) => void calls.push(['wait', ms])
  const events: unknown[] = []
  for await (const event of ending.emulate(request, { newer: client as never, older: {} as never, newId: () => 'id', wait, signal: undefined }) as AsyncIterable<unknown>) {
    events.push(event)
  }
  return { events, calls }
}

describe('executeStream on v1', () => {
  const request = { runId: 'run-7', region: 'eu-west-1', runners: [{ name: 'a', input: {} }, { name: 'b', input: {} }, { name: 'c', input: {} }] }
  const error = { code: 'X', message: 'x', retryable: false }
  const results: readonly RunnerResult[] = [
    { name: 'a', status: 'pass' },
    { name: 'b', status: 'fail', error },
    { name: 'b', status: 'fail', error },
    { name: 'c', status: 'error', error },
    { name: 'c', status: 'error', error },
    { name: 'c', status: 'error', error },
  ]

  it('is execute, told as a stream', async () => {
    const { events, calls } = await emulated('runner', 'executeStream', request, { execute: [{ runId: 'run-8', results }] })
    expect(calls).toStrictEqual([['execute', request]])
    expect(events).toStrictEqual([
      { type: 'started', runId: 'run-7', region: 'eu-west-1', total: 3 },
      ...results.map((result, index) => ({ type: 'result', index, result })),
      { type: 'done', runId: 'run-8', summary: { total: 6, passed: 1, failed: 2, errored: 3 } },
    ])
  })
})

describe('watchRun on v1', () => {
  const status = (state: RunState): RunStatus => ({
    runId: 'run-7',
    state,
    jobs: { total: 1, queued: 0, running: 1, completed: 0, failed: 0, timedOut: 0, cancelled: 0 },
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  })
  const job: Job = { jobId: 'job-1', state: 'completed', results: [], losses: [] }
  const summary: RunSummary = { runId: 'run-7', state: 'completed', jobs: [job], summary: { total: 0, passed: 0, failed: 0, errored: 0 }, createdAt: '2026-01-01T00:00:00.000Z' }

  it.each<[RunState[], RunState[]]>([
    // states that polling finds, states that are told
    [['completed'], ['completed']],
    [['failed'], ['failed']],
    [['timed_out'], ['timed_out']],
    [['queued', 'completed'], ['queued', 'completed']],
    [['running', 'running', 'completed'], ['running', 'completed']],
    [['queued', 'queued', 'running', 'queued', 'failed'], ['queued', 'running', 'queued', 'failed']],
  ])('polls a run that is %j and tells %j', async (found, told) => {
    const { events, calls } = await emulated('orchestrator', 'watchRun', { runId: 'run-7' }, { getRunStatus: found.map(status), getRun: [summary] })
    expect(events).toStrictEqual([
      ...told.map((state) => ({ type: 'status', status: status(state) })),
      { type: 'job', job },
      { type: 'finished', summary },
    ])
    const polls = found.flatMap((_, index) => [...(index === 0 ? [] : [['wait', 250]]), ['getRunStatus', { runId: 'run-7' }]])
    expect(calls).toStrictEqual([...polls, ['getRun', { runId: 'run-7' }]])
  })
})
