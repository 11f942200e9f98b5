import type { RequestListener } from 'node:http'
import { implement } from '@orpc/server'
import { orchestratorContract, type RunRequest, type RunStatus } from '@runners/contracts'
import { createOrchestratorHandler, createRunnerHandler } from '@runners/contracts/server'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type Journal, journaling } from '../../test/support/journal.js'
import { serve } from '../../test/support/serve.js'
import { v2Runner } from '../../test/support/v2-runner.js'
import { createOrchestratorClient, type OrchestratorClient } from './orchestrator-client.js'
import { pinned } from './pinned.js'
import { createRunnerClient } from './runner-client.js'

const at = '2026-01-01T00:00:00.000Z'
const counts = { total: 1, queued: 0, running: 0, completed: 0, failed: 0, timedOut: 0, cancelled: 0 }
const submission: RunRequest = { runId: 'r1', mode: 'remote', runners: [{ name: 'echo', input: {} }] }

/** An orchestrator whose only run goes on until `finish`; it serves `versions`, and others after `upgrade`. */
async function orchestrator(...versions: readonly string[]) {
  let [state, submitted]: [RunStatus['state'], number] = ['running', 0]
  const status = (): RunStatus => ({ runId: 'r1', state, jobs: { ...counts, [state]: 1 }, createdAt: at, updatedAt: at })
  const os = implement(orchestratorContract)
  const router = os.router({
    submitRun: os.submitRun.handler(() => {
      submitted++
      return status()
    }),
    getRunStatus: os.getRunStatus.handler(status),
    getRun: os.getRun.handler(() => ({ runId: 'r1', state, jobs: [], summary: { total: 0, passed: 0, failed: 0, errored: 0 }, createdAt: at })),
    cancelRun: os.cancelRun.handler(() => {
      state = 'cancelled'
      return status()
    }),
    listRuns: os.listRuns.handler(() => ({ runs: [] })),
    watchRun: os.watchRun.handler(async function* () {
      yield { type: 'status', status: status() }
    }),
  })
  const serving = (served: readonly string[]) => createOrchestratorHandler({ router, versions: served }).node
  let node: RequestListener = serving(versions)
  const listening = await serve((...exchange) => node(...exchange))
  return {
    ...listening,
    submitted: () => submitted,
    upgrade: (...served: readonly string[]) => void (node = serving(served)),
    finish: () => void (state = 'completed'),
  }
}

describe('what belongs to one run', () => {
  it('keeps the version that it began with, while other calls move up', async () => {
    const { url, requests, upgrade } = await orchestrator('1.0.0')
    const client = createOrchestratorClient({ url })
    const run = pinned(client)
    await run.submitRun(submission)
    upgrade('1.0.0', '2.0.0')
    for (let calls = 0; calls < 2; calls++) await client.getRunStatus({ runId: 'r1' })
    await run.getRunStatus({ runId: 'r1' })
    await run.getRun({ runId: 'r1' })
    expect(requests).toEqual(['GET /contract', 'POST /run', 'GET /run/r1/status', 'GET /v2/run/r1/status', 'GET /run/r1/status', 'GET /run/r1'])
  })

  it('never falls back: what the version of the run lacks stays unavailable, and a version that is gone is an error', async () => {
    const { url, requests, upgrade } = await orchestrator('1.0.0')
    const run = pinned(createOrchestratorClient({ url }))
    await run.submitRun(submission)
    upgrade('2.0.0')
    await expect(run.cancelRun({ runId: 'r1' })).rejects.toMatchObject({ code: 'PROCEDURE_UNAVAILABLE', details: { version: '1.0.0' } })
    await expect(run.getRun({ runId: 'r1' })).rejects.toMatchObject({ code: 'CONTRACT_VERSION_UNSUPPORTED', details: { version: '1.0.0', supported: ['2.0.0'] } })
    expect(requests).toEqual(['GET /contract', 'POST /run', 'GET /run/r1'])
  })

  it('may be begun where the first call is rejected: nothing was executed yet', async () => {
    const { url, requests, upgrade, submitted } = await orchestrator('2.0.0')
    const client = createOrchestratorClient({ url })
    await client.getRunStatus({ runId: 'r1' })
    upgrade('1.0.0')
    const run = pinned(client)
    await run.submitRun(submission)
    upgrade('1.0.0', '2.0.0')
    await run.getRunStatus({ runId: 'r1' })
    expect(requests.slice(2)).toEqual(['POST /v2/run', 'POST /run', 'GET /run/r1/status'])
    expect(submitted()).toBe(1)
  })

  it('is taken up again in the version that was kept with it', async () => {
    const { url, requests } = await orchestrator('1.0.0', '2.0.0')
    const run = pinned(createOrchestratorClient({ url }), '1.0.0')
    await run.getRunStatus({ runId: 'r1' })
    expect(requests).toEqual(['GET /run/r1/status'])
  })

  it('keeps context, signal and types of the client', async () => {
    const { url } = await orchestrator('1.0.0')
    const versions: string[] = []
    const run = pinned(createOrchestratorClient({ url }))
    expectTypeOf(run).toEqualTypeOf<OrchestratorClient>()
    await run.getRunStatus({ runId: 'r1' }, { context: { onAgreement: ({ version }) => versions.push(version) } })
    await expect(run.getRunStatus({ runId: 'r1' }, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    expect(versions).toEqual(['1.0.0'])
  })
})

describe('a run that is watched by polling', () => {
  it('is polled in the version that the watching began with, whatever the orchestrator becomes', async () => {
    const { url, requests, upgrade, finish } = await orchestrator('1.0.0')
    const client = createOrchestratorClient({ url })
    const seen: string[] = []
    for await (const event of await client.watchRun({ runId: 'r1' })) {
      seen.push(event.type)
      if (seen.length > 1) continue
      upgrade('1.0.0', '2.0.0')
      await client.getRunStatus({ runId: 'r1' })
      await client.getRunStatus({ runId: 'r1' })
      finish()
    }
    expect(seen).toEqual(['status', 'status', 'finished'])
    expect(requests.slice(-3)).toEqual(['GET /v2/run/r1/status', 'GET /run/r1/status', 'GET /run/r1'])
  })

  it('ends with an error where that version is withdrawn', async () => {
    const { url, upgrade } = await orchestrator('1.0.0')
    const watching = async () => {
      for await (const _event of await createOrchestratorClient({ url }).watchRun({ runId: 'r1' })) upgrade('2.0.0')
    }
    await expect(watching()).rejects.toMatchObject({
      code: 'VERSION_WITHDRAWN',
      details: { procedure: 'orchestrator.watchRun', version: '1.0.0', supported: ['2.0.0'], peer: url },
    })
  })
})

describe('an emulated stream', () => {
  const request = { runId: 'r1', runners: [{ name: 'echo', input: {} }] }

  it('whose call is rejected is sent once more, since nothing of it was executed', async () => {
    const journal: Journal = []
    let node = journaling(journal, ['1.0.0'])
    const { url, requests } = await serve((...exchange) => node(...exchange))
    const events: string[] = []
    for await (const event of await createRunnerClient({ url }).executeStream(request)) {
      if (event.type === 'started') node = journaling(journal, ['2.0.0'])
      events.push(event.type)
    }
    expect(events).toEqual(['started', 'result', 'done'])
    expect(requests.slice(-2)).toEqual(['POST /execute', 'POST /v2/execute'])
    expect(journal).toEqual(['r1 in 2.0.0'])
  })

  it('keeps to the version of a pin', async () => {
    const { url, requests } = await serve(createRunnerHandler({ router: v2Runner().router, versions: ['2.0.0'] }).node)
    const consuming = async () => {
      for await (const _event of await createRunnerClient({ url, version: '1.0.0' }).executeStream(request));
    }
    await expect(consuming()).rejects.toMatchObject({ code: 'CONTRACT_VERSION_UNSUPPORTED' })
    expect(requests).toEqual(['POST /execute'])
  })
})
