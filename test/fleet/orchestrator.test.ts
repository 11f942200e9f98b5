import { safe } from '@orpc/client'
import type { RunRequest } from '@runners/contracts'
import { createOrchestratorClient, type OrchestratorClient } from '@runners/contracts/client'
import { createOrchestratorHandler, createRunnerHandler } from '@runners/contracts/server'
import { beforeEach, describe, expect, it } from 'vitest'
import { createFleet } from '../../examples/fleet/fleet.js'
import { createOrchestratorRouter } from '../../examples/fleet/orchestrator-router.js'
import { checks } from '../../examples/fleet/checks.js'
import { createRunnerRouter } from '../../examples/fleet/runner-router.js'
import { serve } from '../support/serve.js'
import { v1Runner } from '../support/v1-runner.js'
import { type Pages, servePages } from './pages.js'

let pages: Pages
let client: OrchestratorClient
beforeEach(async () => {
  pages = await servePages()
  const runner = await serve(createRunnerHandler({ router: createRunnerRouter({ region: 'us-east-1', checks, contractVersions: [] }) }).node)
  const gone = await serve((_request, response) => response.destroy())
  const old = await serve(v1Runner().node)
  const fleet = createFleet({ 'us-east-1': [runner.url], down: [gone.url, gone.url], both: [gone.url, old.url, runner.url] })
  const { url } = await serve(createOrchestratorHandler({ router: createOrchestratorRouter(fleet) }).node)
  client = createOrchestratorClient({ url })
})

const check = (url: string, region?: string) => ({ name: 'pageTitle', region, input: { url } })

const finished = (...runners: ReturnType<typeof check>[]) => finishedRun({ runners })

/** Submits a run and reads it when it has finished. */
async function finishedRun(request: Pick<RunRequest, 'runners' | 'timeoutMs' | 'idempotencyKey'>) {
  const { runId } = await client.submitRun({ mode: 'remote', ...request })
  for await (const event of await client.watchRun({ runId })) if (event.type === 'finished') return event.summary
  throw new Error('the watch ended before the run did')
}

describe('where jobs go', () => {
  it('a job that names no region goes to the first', async () => {
    const { state, jobs } = await finished(check(pages.fast))
    expect({ state, jobs }).toMatchObject({ state: 'completed', jobs: [{ region: 'us-east-1', state: 'completed', contractVersion: '2.0.0' }] })
  })

  it.each([
    // region, why its job fails
    ['nowhere', /there is no runner in nowhere: regions are us-east-1, down, both/],
    ['down', /Nothing is known of the runner at/],
  ])('a job in region %s fails and says why, and the others complete', async (region, why) => {
    const { state, jobs } = await finished(check(pages.fast, region), check(pages.fast))
    expect(state).toBe('failed')
    expect(jobs[0]).toMatchObject({ region, state: 'failed', error: expect.stringMatching(why), results: [] })
    expect(jobs[0]).not.toHaveProperty('contractVersion')
    expect(jobs[1]).toMatchObject({ state: 'completed' })
  })

  it.each([
    // what the run is asked for, the versions in which its jobs reach the runners of a region that has both, and one that is down
    [{}, ['1.0.0', '2.0.0']],
    [{ timeoutMs: 10_000 }, ['2.0.0', '2.0.0']],
    [{ idempotencyKey: 'k1' }, ['2.0.0', '2.0.0']],
  ])('jobs of a run with %j are carried whole, over %j', async (demands, versions) => {
    const { jobs } = await finishedRun({ runners: [check(pages.fast, 'both'), check(pages.fast, 'both')], ...demands })
    expect(jobs).toMatchObject(versions.map((contractVersion) => ({ state: 'completed', contractVersion, losses: [] })))
  })
})

describe('runs under way', () => {
  beforeEach(async () => {
    await client.submitRun({ runId: 'r1', mode: 'remote', runners: [check(pages.slow)] })
    await pages.awaited()
  })

  it('have no results to read yet', async () => {
    const { error } = await safe(client.getRun({ runId: 'r1' }))
    expect(error).toMatchObject({ defined: true, code: 'RUN_NOT_FINISHED', status: 409, data: { runId: 'r1', state: 'running' } })
  })

  it('keep their id to themselves', async () => {
    const { error } = await safe(client.submitRun({ runId: 'r1', mode: 'remote', runners: [check(pages.fast)] }))
    expect(error).toMatchObject({ defined: true, code: 'RUN_ALREADY_EXISTS', status: 409, data: { runId: 'r1' } })
  })

  it('are cancelled without waiting for the runner, and stay so', async () => {
    expect(await client.cancelRun({ runId: 'r1' })).toMatchObject({ state: 'cancelled', jobs: { cancelled: 1, running: 0 } })
    expect(await client.cancelRun({ runId: 'r1' })).toMatchObject({ state: 'cancelled' })
    expect(await client.getRun({ runId: 'r1' })).toMatchObject({ state: 'cancelled', jobs: [{ state: 'cancelled', results: [] }] })
  })

  it('are listed by their state', async () => {
    await finished(check(pages.fast))
    const idsOf = async (state: 'running' | 'cancelled') => (await client.listRuns({ state })).runs.map(({ runId }) => runId)
    expect([await idsOf('running'), await idsOf('cancelled')]).toStrictEqual([['r1'], []])
  })
})

it.each(['getRun', 'getRunStatus', 'cancelRun', 'watchRun'] as const)('%s of an unknown run is a typed error', async (procedure) => {
  const { error } = await safe<unknown, Error>(client[procedure]({ runId: 'nope' }))
  expect(error).toMatchObject({ defined: true, code: 'RUN_NOT_FOUND', status: 404, data: { runId: 'nope' } })
})

it('a run on runners of its own is refused: it has none', async () => {
  const { error } = await safe(client.submitRun({ mode: 'local', runners: [check(pages.fast)] }))
  expect(error).toMatchObject({ code: 'BAD_REQUEST', status: 400, message: expect.stringContaining('mode "remote"') })
})
