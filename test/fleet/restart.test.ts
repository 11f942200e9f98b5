import { safe } from '@orpc/client'
import type { Job, RunSummary } from '@runners/contracts'
import { createOrchestratorClient, createRunnerClient } from '@runners/contracts/client'
import { createRunnerHandler } from '@runners/contracts/server'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { openAnswerFile } from '../../examples/fleet/answer-file.js'
import { type Child, startChild } from '../../examples/fleet/child-process.js'
import { checks } from '../../examples/fleet/checks.js'
import { createLegacyListener } from '../../examples/fleet/legacy-listener.js'
import type { OrchestratorSettings } from '../../examples/fleet/orchestrator.js'
import { recovered } from '../../examples/fleet/recover.js'
import { newRun, withJob } from '../../examples/fleet/run.js'
import { createRunnerRouter } from '../../examples/fleet/runner-router.js'
import { serve } from '../support/serve.js'

const LIMIT_MS = 120_000
const V2 = 'speaks-v2'
const V1 = 'speaks-v1'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'restart-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

describe('an orchestrator that is killed and started again', () => {
  /** A page that answers when told to. */
  async function heldPage() {
    const waiting: (() => void)[] = []
    let arrived = () => {}
    const visited = new Promise<void>((resolve) => (arrived = resolve))
    const { url, requests } = await serve((_request, response) => {
      waiting.push(() => response.end('<title>Held</title>'))
      arrived()
    })
    return { url, visits: () => requests.length, visited, release: () => waiting.splice(0).forEach((send) => send()) }
  }

  function orchestrator(settings: OrchestratorSettings): Child {
    const child = startChild(new URL('../../examples/fleet/orchestrator.ts', import.meta.url), 'orchestrator', settings, () => {})
    onTestFinished(async () => void (await child.stop()))
    return child
  }

  async function fleet(): Promise<OrchestratorSettings> {
    const v2 = await serve(createRunnerHandler({ router: createRunnerRouter({ region: V2, checks, contractVersions: [] }) }).node)
    const v1 = await serve(createLegacyListener(V1, checks))
    return { runners: { [V2]: [v2.url], [V1]: [v1.url] }, runs: join(folder, 'runs.mdb') }
  }

  /** A run of two jobs of which the first is under way, the second waits, when the orchestrator is killed. */
  async function killedAmid(region: string, idempotencyKey?: string) {
    const page = await heldPage()
    const settings = await fleet()
    const first = orchestrator(settings)
    const client = createOrchestratorClient({ url: (await first.message('ready')).url })
    const runners = [1, 2].map(() => ({ name: 'pageTitle', region, input: { url: page.url } }))
    const request = { runId: 'r1', mode: 'remote', concurrency: 1, timeoutMs: 100_000, runners, idempotencyKey } as const
    await client.submitRun(request)
    await page.visited
    first.kill()
    await first.ended
    const next = orchestrator(settings)
    return { page, request, client: createOrchestratorClient({ url: (await next.message('ready')).url }) }
  }

  async function summaryOf({ client, page }: Pick<Awaited<ReturnType<typeof killedAmid>>, 'client' | 'page'>): Promise<RunSummary> {
    for await (const event of await client.watchRun({ runId: 'r1' })) {
      if (event.type === 'finished') return event.summary
      page.release()
    }
    throw new Error('the watch ended before the run did')
  }

  it.each([
    // region of the jobs, key of the run, what became of the job under way and of the one that waited, visits of the page
    [V2, 'k1', ['completed', 'completed'], 2],
    [V2, undefined, ['failed', 'completed'], 2],
    [V1, 'k1', ['failed', 'completed'], 2],
    [V1, undefined, ['failed', 'completed'], 2],
  ])('jobs in region %s of a run with key %s end as %j: each was executed once', { timeout: LIMIT_MS }, async (region, key, states, visits) => {
    const after = await killedAmid(region, key)
    const polling = setInterval(after.page.release, 50)
    onTestFinished(() => clearInterval(polling))
    const { jobs } = await summaryOf(after)
    expect(jobs.map(({ state }) => state)).toStrictEqual(states)
    expect(jobs.filter(({ state }) => state === 'failed').map(({ error }) => error)).toStrictEqual(
      states.filter((state) => state === 'failed').map(() => expect.stringContaining('whether it was executed is not known')),
    )
    expect(after.page.visits()).toBe(visits)
  })

  it('knows the keys and the ids of its runs still', { timeout: LIMIT_MS }, async () => {
    const { client, page, request } = await killedAmid(V2, 'k1')
    expect((await client.submitRun({ ...request, runId: 'another' })).runId).toBe('r1')
    const { error } = await safe(client.submitRun({ ...request, idempotencyKey: 'another' }))
    expect(error).toMatchObject({ code: 'RUN_ALREADY_EXISTS' })
    page.release()
  })
})

it.each<[Partial<Job>, string | undefined, Job['state']]>([
  // the job as its orchestrator left it, key of the run, its state as the next one goes on
  [{ state: 'queued' }, undefined, 'queued'],
  [{ state: 'running' }, undefined, 'running'],
  [{ state: 'running', contractVersion: '2.0.0' }, undefined, 'failed'],
  [{ state: 'running', contractVersion: '2.0.0' }, 'k1', 'running'],
  [{ state: 'running', contractVersion: '1.0.0' }, 'k1', 'failed'],
  [{ state: 'completed', contractVersion: '1.0.0' }, undefined, 'completed'],
])('a job left as %j in a run with key %s is then %s', (left, idempotencyKey, state) => {
  const request = { mode: 'remote' as const, runners: [{ name: 'pageTitle', input: {} }], idempotencyKey }
  expect(recovered(withJob(newRun('r1', request), 0, left), request).jobs[0]?.state).toBe(state)
})

describe('a runner that keeps answers in a file', () => {
  /** A runner process after another, as far as the file can tell. */
  async function runnerWith(file: string) {
    const router = createRunnerRouter({ region: V2, checks, contractVersions: [], answers: openAnswerFile(file) })
    const { url } = await serve(createRunnerHandler({ router }).node)
    return createRunnerClient({ url })
  }

  it('answers a key that its predecessor answered, without executing', async () => {
    const site = await serve((_request, response) => void response.end('<title>Fast</title>'))
    const request = { runId: 'r1', runners: [{ name: 'pageTitle', input: { url: site.url } }], idempotencyKey: 'k1' }
    const file = join(folder, 'answers.mdb')
    const first = await (await runnerWith(file)).execute(request)
    expect(await (await runnerWith(file)).execute(request)).toStrictEqual(first)
    expect(site.requests).toHaveLength(1)
  })

  it('refuses a key that another process began and has not answered, without executing', async () => {
    const file = join(folder, 'answers.mdb')
    openAnswerFile(file).begin('k1')
    const site = await serve((_request, response) => void response.end('<title>Fast</title>'))
    const request = { runId: 'r1', runners: [{ name: 'pageTitle', input: { url: site.url } }], idempotencyKey: 'k1' }
    const { error } = await safe((await runnerWith(file)).execute(request))
    expect(error).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('k1') })
    expect(site.requests).toHaveLength(0)
  })
})
