import { type Job, JobSchema, type RunnerResult, RunSummarySchema, RunStatusSchema } from '@runners/contracts/v1'
import type { Evidence } from './evidence.js'
import { type Expectation, expectation } from './expectation.js'
import { type Planned, runIds } from './plan.js'

/** What the v1 client must have seen, with no idea that there is another version. */
export function expectV1Client({ v1, planned }: Evidence): readonly Expectation[] {
  const { submitted, states, run, cancelled, unknown, repeated } = v1
  const summary = () => RunSummarySchema.parse(run.body)
  return [
    expectation('Every answer to the v1 client says that it is v1', () => Object.values({ submitted, run, cancelled, unknown, repeated }).map(({ version }) => version), Array(5).fill('1.0.0')),
    expectation('The v1 client submitted a run', () => RunStatusSchema.parse(submitted.body).runId, runIds.v1),
    expectation('The v1 client polled the run to its end', () => states.at(-1), 'completed'),
    expectation('The v1 client read the results', () => summary().jobs.flatMap(({ results }) => results.map(found)), planned.map(outcome)),
    expectation('The v1 client read every job', () => summary().jobs.map(standing), planned.map(({ region }, at) => [`job-${at + 1}`, region, 'completed'])),
    expectation('Nothing of v2 reached the v1 client', () => unknownKeys(run.body), []),
    expectation('v1 has no cancelled: the run reads failed', () => counts(cancelled.body), ['failed', 3, 0, 3]),
    expectation('An unknown run is 404 in v1', () => [unknown.status, codeOf(unknown.body)], [404, 'NOT_FOUND']),
    expectation('A run that exists already is 409 in v1', () => [repeated.status, codeOf(repeated.body)], [409, 'CONFLICT']),
  ]
}

const found = ({ name, status, details, errorMessage }: RunnerResult) => ({ name, status, details, message: errorMessage })

const standing = ({ jobId, region, state }: Job) => [jobId, region, state]

const outcome = ({ resultName, status, details, message }: Planned) => ({ name: resultName, status, details, message })

/** Keys of the jobs as they came over the wire that v1 does not have. */
const unknownKeys = (body: unknown) =>
  (body as { jobs: readonly object[] }).jobs.flatMap((job) => Object.keys(job).filter((key) => !Object.hasOwn(JobSchema.shape, key)))

const counts = (body: unknown) => {
  const { state, totalJobs, completedJobs, failedJobs } = RunStatusSchema.parse(body)
  return [state, totalJobs, completedJobs, failedJobs]
}

const codeOf = (body: unknown) => (body as { code: string }).code
