import { OpenAPIHandler } from '@orpc/openapi/node'
import { implement } from '@orpc/server'
import { type RunnerResult, runnerContract } from '@runners/contracts'
import { createOrchestratorClient, createRunnerClient } from '@runners/contracts/client'
import { createRunnerHandler } from '@runners/contracts/server'
import { orchestratorContract as orchestratorV1 } from '@runners/contracts/v1'
import { expect, it } from 'vitest'
import { serve } from './support/serve.js'
import { v1Runner } from './support/v1-runner.js'

interface Free {
  readonly options: { tries: number }
}

it('a runner that changes its input does not change that of the next, although a v1 caller gave them one to share', async () => {
  const os = implement(runnerContract)
  const router = os.router({
    execute: os.execute.handler(({ input: { runId, runners } }) => {
      const results = runners.map(({ name, input }): RunnerResult => ({ name, status: 'pass', details: { tries: (input as unknown as Free).options.tries++ } }))
      return { runId, results }
    }),
    executeStream: os.executeStream.handler(async function* () {}),
    info: os.info.handler(() => ({ runners: [], contractVersions: [] })),
  })
  const { url } = await serve(createRunnerHandler({ router }).node)
  const body = JSON.stringify({ runners: ['a', 'b', { name: 'c' }], input: { options: { tries: 1 } } })
  const response = await fetch(`${url}/execute`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  expect(await response.json()).toMatchObject({ results: [1, 1, 1].map((tries) => ({ details: { tries } })) })
})

it('a caller that changes its request before it reads the stream of a v1 runner does not change what is executed', async () => {
  const runner = v1Runner()
  const { url } = await serve(runner.node)
  const client = createRunnerClient({ url })
  const input = { options: { tries: 1 } }
  const events = await client.executeStream({ runId: 'r1', runners: [{ name: 'echo', input }] })
  input.options.tries = 2
  for await (const event of events) if (event.type === 'result') expect(event.result.details).toStrictEqual({ options: { tries: 1 } })
  expect(runner.executed).toMatchObject([{ runners: [{ input: { options: { tries: 1 } } }] }])
})

it('a watcher of a v1 orchestrator that changes an event does not change the next', async () => {
  const os = implement(orchestratorV1)
  const [runId, at] = ['run-7', new Date(0)]
  const counts = { totalJobs: 1, completedJobs: 1, failedJobs: 0 }
  const job = { jobId: 'job-1', state: 'completed' as const, results: [{ name: 'a', status: 'pass' as const, details: { options: { tries: 1 } } }] }
  const handler = new OpenAPIHandler(os.router({
    submitRun: os.submitRun.handler(() => ({ runId, state: 'completed', ...counts, createdAt: at, updatedAt: at })),
    getRunStatus: os.getRunStatus.handler(() => ({ runId, state: 'completed', ...counts, createdAt: at, updatedAt: at })),
    getRun: os.getRun.handler(() => ({ runId, state: 'completed', jobs: [job], summary: { total: 1, passed: 1, failed: 0, errored: 0 }, createdAt: at })),
  }))
  const { url } = await serve((request, response) => void handler.handle(request, response))
  const seen: unknown[] = []
  for await (const event of await createOrchestratorClient({ url, version: '1.0.0' }).watchRun({ runId })) {
    const jobs = event.type === 'job' ? [event.job] : event.type === 'finished' ? event.summary.jobs : []
    for (const { results } of jobs) seen.push((results[0]?.details as unknown as Free).options.tries++)
  }
  expect(seen).toStrictEqual([1, 1])
})
