import { type Hop, type LossRule, refuse } from '../../src/engine/define.js'
import type { RunnerConfig, RunnerContractV1, RunnerResult as RunnerResultV1 } from '../../versions/v1/index.js'
import type { RunnerContractV2, RunnerResult } from '../../versions/v2/index.js'
import { resultDown, resultLosses, resultUp } from './result.js'

type Input = Readonly<Record<string, unknown>>

/** Fields that v1's shared input may become when every runner gets a copy: a request of 31 KB could otherwise ask for millions. */
const MAX_SHARED_FIELDS = 100_000

const runnerCalls = (runners: readonly RunnerConfig[], shared: Input | undefined, url: string | undefined) => {
  const fields = shared === undefined ? 0 : runners.length * Object.keys(shared).length
  if (fields > MAX_SHARED_FIELDS) refuse(`the shared input would become ${fields} fields, more than ${MAX_SHARED_FIELDS}: send fewer runners at once`)
  return runners.map((runner) => runnerCall(runner, shared, url))
}

/** v1's three places of input in one; later ones win: shared input, the runner's own, `url`. */
const runnerCall = (runner: RunnerConfig, shared: Input | undefined, url: string | undefined) => {
  const { name, input: own } = typeof runner === 'string' ? { name: runner } : runner
  return { name, input: { ...shared, ...own, ...(url !== undefined && { url }) } }
}

/** Results are matched by position: with more or fewer than runners nobody can say whose they are. Outside of a call no runners are known. */
const inPlace = (results: readonly RunnerResultV1[], runners: readonly unknown[] | undefined) =>
  runners === undefined || runners.length === results.length
    ? results
    : refuse(`${results.length} results for ${runners.length} runners, which are matched by position`)

const countOf = (results: readonly RunnerResult[], status: RunnerResult['status']) =>
  results.filter((result) => result.status === status).length

const summaryOf = (results: readonly RunnerResult[]) => ({
  total: results.length,
  passed: countOf(results, 'pass'),
  failed: countOf(results, 'fail'),
  errored: countOf(results, 'error'),
})

const requestLosses: readonly LossRule[] = [
  { path: 'timeoutMs', reason: 'v1 has no time limit: the caller must enforce it' },
  { path: 'runners[].timeoutMs', reason: 'v1 has no time limit for one runner' },
  { path: 'idempotencyKey', reason: 'v1 executes a repeated call twice', policy: 'reject' },
]

/** v1 to v2, runner: one place for a runner's input, structured errors, time limits, streams. */
export const runner = {
  execute: {
    request: {
      up: ({ url, input, runners, runId, region }, { newId }) => ({
        runId: runId ?? newId(),
        region,
        runners: runnerCalls(runners, input, url),
      }),
      down: ({ runId, region, runners }) => ({
        runId,
        region,
        runners: runners.map(({ name, input }) => ({ name, input })),
      }),
      losses: requestLosses,
      normalises: [
        { path: 'url', reason: "a runner's input holds it" },
        { path: 'input', reason: "each runner's own input holds it" },
        { path: 'runners[].input', reason: 'it holds all three places of input' },
        { path: 'runners[]', reason: 'a name alone has an input, too', when: (runner) => typeof runner === 'string' },
        { path: 'runId', reason: 'v2 always has one', when: (runId) => runId === undefined },
      ],
    },
    response: {
      up: ({ runId, region, results }, { request }) => ({
        runId: runId ?? request.newer.runId,
        region,
        results: inPlace(results, request.newer.runners).map(resultUp),
      }),
      down: ({ runId, region, results }, { request }) => ({
        runId: request.older.runId === undefined ? undefined : runId,
        region,
        results: results.map(resultDown),
      }),
      losses: resultLosses('results'),
      normalises: [{ path: 'runId', reason: "the request's, as v2 has it", when: (runId) => runId === undefined }],
    },
    errors: {
      down: {
        EXECUTION_TIMED_OUT: ({ data }) => ({
          code: 'EXECUTION_FAILED',
          data: { details: `Execution reached its time limit of ${data.timeoutMs} ms` },
        }),
      },
    },
  },
  executeStream: {
    emulated: async function* (request, { newer }) {
      yield { type: 'started', runId: request.runId, region: request.region, total: request.runners.length }
      const { runId, results } = await newer.execute(request)
      for (const [index, result] of results.entries()) yield { type: 'result', index, result }
      yield { type: 'done', runId, summary: summaryOf(results) }
    },
    losses: requestLosses,
  },
  info: {
    response: {
      up: ({ runners, region }) => ({
        runners: runners.map((name) => ({ name })),
        region,
        contractVersions: ['1.0.0'],
      }),
      down: ({ runners, region }) => ({
        runners: runners.map(({ name }) => name),
        count: runners.length,
        region,
      }),
      losses: [
        { path: 'runners[].description', reason: 'v1 lists runners by name alone' },
        { path: 'runners[].inputSchema', reason: 'v1 lists runners by name alone' },
        {
          path: 'contractVersions',
          reason: 'v1 knows no contract versions',
          when: (versions: readonly string[]) => versions.join() !== '1.0.0',
        },
        { path: 'usage', reason: 'v2 describes its calls in its OpenAPI document', direction: 'up' },
        {
          path: 'count',
          reason: 'v2 lets the list speak for itself',
          direction: 'up',
          when: (count: number, { whole }: { whole: { runners: readonly string[] } }) => count !== whole.runners.length,
        },
      ],
    },
  },
} satisfies Hop<RunnerContractV1, RunnerContractV2>
