import type { RequestListener } from 'node:http'
import { implement, ORPCError } from '@orpc/server'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { safe } from '@orpc/client'
import { orchestratorContract, type RunStatus } from '@runners/contracts/v1'
import { describe, expect, it } from 'vitest'
import { replies } from '../../test/support/replies.js'
import { serve } from '../../test/support/serve.js'
import { createOrchestratorClient } from './orchestrator-client.js'

const at = new Date('2026-01-01T00:00:00.000Z')
const status = (state: RunStatus['state'], completedJobs: number): RunStatus => ({
  runId: 'run-1', state, totalJobs: 1, completedJobs, failedJobs: 0, createdAt: at, updatedAt: at,
})

/** A deployed v1 orchestrator on plain oRPC, with one run, which finishes at the third look; `missing` is what it says of others. */
function v1Orchestrator(missing: () => Error): RequestListener {
  const os = implement(orchestratorContract)
  let looks = 0
  const known = <T>(runId: string, value: T): T => {
    if (runId !== 'run-1') throw missing()
    return value
  }
  const handler = new OpenAPIHandler(
    os.router({
      submitRun: os.submitRun.handler(() => status('queued', 0)),
      getRunStatus: os.getRunStatus.handler(({ input }) => known(input.runId, ++looks < 3 ? status('running', 0) : status('completed', 1))),
      getRun: os.getRun.handler(({ input }) =>
        known(input.runId, {
          runId: 'run-1',
          state: 'completed',
          jobs: [{ jobId: 'job-1', state: 'completed', results: [{ name: 'a', status: 'pass' }] }],
          summary: { total: 1, passed: 1, failed: 0, errored: 0 },
          createdAt: at,
        }),
      ),
    }),
  )
  return async (request, response) => {
    const { matched } = await handler.handle(request, response)
    if (!matched) response.writeHead(404).end('Not found')
  }
}

const run = { runners: [{ name: 'a', input: {} }], mode: 'remote' as const, timeoutMs: 1000 }
const missing = () => new ORPCError('NOT_FOUND')

describe('a deployed v1 orchestrator that answers 404 for a run that is not there', () => {
  it('is recognised without a trace and spoken to in v1', async () => {
    const { url, requests } = await serve(v1Orchestrator(missing))
    const client = createOrchestratorClient({ url })
    expect(await client.submitRun(run)).toMatchObject({ runId: 'run-1', state: 'queued', createdAt: at.toISOString(), jobs: { total: 1 } })
    expect(requests).toEqual(['GET /contract', expect.stringMatching(/^GET \/run\/[0-9a-f-]{36}\/status$/), 'POST /run'])
  })

  it('has what it lacks emulated or refused', async () => {
    const { url, requests } = await serve(v1Orchestrator(missing))
    const client = createOrchestratorClient({ url })
    const types = []
    for await (const { type } of await client.watchRun({ runId: 'run-1' })) types.push(type)
    expect(types).toEqual(['status', 'status', 'job', 'finished'])
    const before = requests.length
    await expect(client.cancelRun({ runId: 'run-1' })).rejects.toMatchObject({
      code: 'PROCEDURE_UNAVAILABLE',
      details: { procedure: 'orchestrator.cancelRun', version: '1.0.0', peer: url },
    })
    expect(requests).toHaveLength(before)
  })
})

it('a run that a v1 orchestrator answers 404 for is a typed error', async () => {
  const { url } = await serve(v1Orchestrator(() => new ORPCError('NOT_FOUND')))
  const { error, isDefined } = await safe(createOrchestratorClient({ url }).getRun({ runId: 'run-2' }))
  expect([isDefined, error]).toMatchObject([true, { code: 'RUN_NOT_FOUND', status: 404, data: { runId: 'run-2' } }])
})

it('a host that answers 404 to everything is no orchestrator, and the error names the way out', async () => {
  const { url } = await serve(replies({}))
  const { error } = await safe(createOrchestratorClient({ url }).submitRun(run))
  expect(error).toMatchObject({ code: 'NOT_A_RUNNER', message: expect.stringContaining(`pin it with version: '1.0.0'`), details: { peer: url } })
})

it('a 404 that no orchestrator wrote says nothing of a run', async () => {
  const { url } = await serve(replies({}))
  const { error, isDefined } = await safe(createOrchestratorClient({ url, version: '1.0.0' }).getRun({ runId: 'run-1' }))
  expect([isDefined, error]).toMatchObject([false, { code: 'NOT_FOUND', message: expect.stringContaining(url) }])
})

it('that way out works', async () => {
  const { url, requests } = await serve(replies({ 'POST /run': [200, status('queued', 0)] }))
  expect(await createOrchestratorClient({ url, version: '1.0.0' }).submitRun(run)).toMatchObject({ runId: 'run-1' })
  expect(requests).toEqual(['POST /run'])
})
