import { createORPCClient, safe } from '@orpc/client'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { implement } from '@orpc/server'
import { orchestratorContract, type RunStatus, type RunSummary } from '@runners/contracts'
import { createOrchestratorClient, type OrchestratorClient } from '@runners/contracts/client'
import { registry } from '@runners/contracts/registry'
import { createOrchestratorHandler } from '@runners/contracts/server'
import { orchestratorContract as orchestratorV1 } from '@runners/contracts/v1'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Listening, listen } from './support/server.js'

const at = '2026-01-01T00:00:00.000Z'
const none = { total: 0, passed: 0, failed: 0, errored: 0 }
const jobs = { total: 0, queued: 0, running: 0, completed: 0, failed: 0, timedOut: 0, cancelled: 0 }
const statusOf = (runId = 'made-up'): RunStatus => ({ runId, state: 'completed', jobs, createdAt: at, updatedAt: at })
const summaryOf = (runId: string): RunSummary => ({ runId, state: 'completed', jobs: [], summary: none, createdAt: at })

/** Orchestrators that know every run. */
const v2 = implement(orchestratorContract)
const current = v2.router({
  submitRun: v2.submitRun.handler(({ input }) => statusOf(input.runId)),
  getRunStatus: v2.getRunStatus.handler(({ input }) => statusOf(input.runId)),
  getRun: v2.getRun.handler(({ input }) => summaryOf(input.runId)),
  cancelRun: v2.cancelRun.handler(({ input }) => statusOf(input.runId)),
  listRuns: v2.listRuns.handler(() => ({ runs: [] })),
  watchRun: v2.watchRun.handler(async function* ({ input }) {
    yield { type: 'finished', summary: summaryOf(input.runId) }
  }),
})
const v1 = implement(orchestratorV1)
const counts = { state: 'completed', totalJobs: 0, completedJobs: 0, failedJobs: 0, createdAt: new Date(at), updatedAt: new Date(at) } as const
const deployed = v1.router({
  submitRun: v1.submitRun.handler(({ input: { runId = 'made-up' } }) => ({ runId, ...counts })),
  getRunStatus: v1.getRunStatus.handler(({ input }) => ({ runId: input.runId, ...counts })),
  getRun: v1.getRun.handler(({ input }) => ({ runId: input.runId, state: 'completed', jobs: [], summary: none, createdAt: new Date(at) })),
})

let servers: readonly Listening[]
let clients: Readonly<Record<'v2 to v2' | 'v2 to v1' | 'v1 to v2', OrchestratorClient>>
beforeEach(async () => {
  const plain = new OpenAPIHandler(deployed)
  servers = [
    await listen(createOrchestratorHandler({ router: current }).node),
    await listen((request, response) => void plain.handle(request, response)),
  ]
  const [{ url }, { url: old }] = servers as readonly [Listening, Listening]
  clients = {
    'v2 to v2': createOrchestratorClient({ url }),
    'v2 to v1': createOrchestratorClient({ url: old, version: '1.0.0' }),
    // the calls below have the same shape in v1
    'v1 to v2': createORPCClient(new OpenAPILink(orchestratorV1, { url })) as unknown as OrchestratorClient,
  }
})
afterEach(() => Promise.all(servers.map(({ close }) => close())))

const run = { mode: 'remote' as const, runners: [{ name: 'pageTitle', input: {} }] }

async function watched(client: OrchestratorClient, runId: string) {
  for await (const event of await client.watchRun({ runId })) if (event.type === 'finished') return event.summary.runId
  return undefined
}

/** The ids that each call with `runId` is answered with, or the codes of its errors. */
async function answers(client: OrchestratorClient, runId: string, version: string) {
  const calls: Readonly<Record<string, () => Promise<string | undefined>>> = {
    submitRun: async () => (await client.submitRun({ ...run, runId })).runId,
    getRunStatus: async () => (await client.getRunStatus({ runId })).runId,
    getRun: async () => (await client.getRun({ runId })).runId,
    ...(version !== 'v1 to v2' && { watchRun: () => watched(client, runId) }),
    ...(version === 'v2 to v2' && { cancelRun: async () => (await client.cancelRun({ runId })).runId }),
  }
  const settled = Object.entries(calls).map(async ([name, call]) => {
    const { error, data } = await safe(call())
    return [name, error === null ? data : ((error as { code?: string }).code ?? error.name)] as const
  })
  return Object.fromEntries(await Promise.all(settled))
}

describe.each(['v2 to v2', 'v2 to v1', 'v1 to v2'] as const)('run ids, %s', (version) => {
  it.each([
    '...', 'a/b', '/', '//', '../x', 'x/..', 'x/status', 'status', 'events', '%', '%2F', '%2e%2e', '%00', '%ZZ', '?', '#', '&a=b', ' ', ' a ', '+',
    '\u00e9', 'e\u0301', '\u65e5\u672c', '\ud83d\ude00', '\u202e', '\n', '\t', '\u0000', '\u007f', '"', '\\', ';', '=', ':', '@', '{runId}', '[0]', '*', "'", '__proto__', 'null',
    'x'.repeat(2_000),
  ])('%j comes back from every call as it is', async (runId) => {
    expect(new Set(Object.values(await answers(clients[version], runId, version)))).toStrictEqual(new Set([runId]))
  })
})

describe('an id that no path can hold', () => {
  const ids = ['', '.', '..', '\ud800', 'x\udc00']

  it.each(ids)('%j is refused by every call in v2, and no other path is asked for', async (runId) => {
    for (const version of ['v2 to v2', 'v2 to v1'] as const) {
      expect(new Set(Object.values(await answers(clients[version], runId, version)))).toStrictEqual(new Set(['BAD_REQUEST']))
    }
    const sent = servers.flatMap(({ requests }) => requests)
    // the peer itself refuses what is no part of a path
    expect(new Set(sent)).toStrictEqual(new Set(['GET /contract', 'POST /v2/run']))
  })

  it.each(ids)('%j makes no run of a v1 client on an orchestrator of v2', async (runId) => {
    const { error } = await safe(clients['v1 to v2'].submitRun({ ...run, runId }))
    expect(error).toMatchObject({ code: 'CONVERSION_REFUSED', status: 422, data: { reason: `no path can hold the run id ${JSON.stringify(runId)}, and runs are read by path` } })
  })

  it.each(ids)('%j is passed on where an older peer answers it', async (runId) => {
    const { value } = await registry.migrate('orchestrator.getRunStatus', 'response', { runId, ...counts }, { from: '1.0.0', to: '2.0.0' })
    expect(value).toMatchObject({ runId })
  })
})
