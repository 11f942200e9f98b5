import type { Job, RunnerResult } from '@runners/contracts'
import type { Evidence } from './evidence.js'
import { type Expectation, expectation } from './expectation.js'
import { CONCURRENCY, CURRENT, LEGACY, type Planned, runIds } from './plan.js'

/** What the v2 client must have seen. */
export const expectV2Client = (evidence: Evidence): readonly Expectation[] => [
  ...expectRun(evidence),
  ...expectEvents(evidence),
  ...expectOtherRuns(evidence),
]

function expectRun({ v2: { submitted, run }, planned }: Evidence): readonly Expectation[] {
  return [
    expectation('The v2 run completed', () => [submitted.runId, run.state, run.summary], [runIds.v2, 'completed', countsOf(planned)]),
    expectation('Every job of the v2 run completed', () => run.jobs.map(standing), planned.map((_each, at) => [`job-${at + 1}`, 'completed'])),
    expectation('Every check of the v2 run ended as planned', () => run.jobs.flatMap(({ results }) => results.map(found)), planned.map(outcome)),
    expectation('Each job went to a runner that carries it whole, where its region has one, and tells how it was spoken to', () => run.jobs.map(spokenTo), planned.map(({ region }) => expectedTo(region))),
    expectation(`${CONCURRENCY} jobs were under way at once, never more`, () => mostAtOnce(run.jobs), CONCURRENCY),
  ]
}

function expectEvents({ v2: { events, run } }: Evidence): readonly Expectation[] {
  return [
    expectation('The watcher saw the status first', () => events[0]?.type, 'status'),
    expectation('The watcher saw every job end once', () => jobsIn(events), run.jobs.map(({ jobId }) => jobId).sort()),
    expectation('The watcher saw the end once, as the record has it', () => events.filter(({ type }) => type === 'finished'), [
      { type: 'finished', summary: run },
    ]),
  ]
}

function expectOtherRuns({ v2: { repeated, free, slow, cancelled, pages, unknown } }: Evidence): readonly Expectation[] {
  return [
    expectation('A repeated submission got the first run and started nothing', () => [repeated.runId, pages.flat().length], [runIds.v2, 4]),
    expectation('Jobs that any runner carries whole went to both runners of their region', () => free.jobs.map(spokenTo), [
      [CURRENT, '1.0.0', []],
      [CURRENT, '2.0.0', []],
    ]),
    expectation('The run on the slow page ran out of time', () => slow.state, 'timed_out'),
    expectation('The time limit held towards both versions', () => slow.jobs.map(limited), [
      'timed_out over 1.0.0',
      'timed_out over 2.0.0',
      'timed_out before its turn',
    ]),
    expectation('A run was cancelled', () => [cancelled.state, cancelled.jobs.cancelled], ['cancelled', 3]),
    expectation('Runs are listed by pages, the newest first', () => pages, [[runIds.cancelled, runIds.slow], [runIds.free, runIds.v2]]),
    expectation('An unknown run is a typed error', () => unknown, {
      code: 'RUN_NOT_FOUND',
      status: 404,
      data: { runId: 'no-such-run' },
    }),
  ]
}

const standing = ({ jobId, state }: Job) => [jobId, state]

const found = (result: RunnerResult) => ({
  name: result.name,
  status: result.status,
  details: result.details,
  message: result.status === 'pass' ? undefined : result.error.message,
})

const outcome = ({ resultName, status, details, message }: Planned) => ({ name: resultName, status, details, message })

const spokenTo = ({ region, contractVersion, losses }: Job) => [region, contractVersion, losses.map(({ path }) => path).sort()]
const expectedTo = (region: string) => (region === LEGACY ? [LEGACY, '1.0.0', ['idempotencyKey', 'timeoutMs']] : [CURRENT, '2.0.0', []])

const limited = ({ state, contractVersion }: Job) => `${state} ${contractVersion === undefined ? 'before its turn' : `over ${contractVersion}`}`

const jobsIn = (events: Evidence['v2']['events']) => events.flatMap((event) => (event.type === 'job' ? [event.job.jobId] : [])).sort()

const countsOf = (planned: readonly Planned[]) => {
  const count = (status: Planned['status']) => planned.filter((each) => each.status === status).length
  return { total: planned.length, passed: count('pass'), failed: count('fail'), errored: count('error') }
}

/** A job that starts in the millisecond in which another ends does not overlap with it. */
function mostAtOnce(jobs: readonly Job[]): number {
  const spans = jobs.map(({ startedAt = '', completedAt = '' }) => [startedAt, completedAt] as const)
  return Math.max(...spans.map(([at]) => spans.filter(([start, end]) => start <= at && at < end).length))
}
