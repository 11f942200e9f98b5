import { OpenAPIHandler } from '@orpc/openapi/node'
import { implement } from '@orpc/server'
import type { RequestListener } from 'node:http'
import { type RunnerConfig, runnerContract, type RunnerResult, type RunRunnersRequest } from '@runners/contracts/v1'
import type { Around, Checks } from './check.js'
import { type Call, refuseUnknown } from './refusal.js'

const v1 = implement(runnerContract)

/** A runner as deployed today: v1 on plain oRPC. It knows no other version and has no time limit. */
export function createLegacyListener(region: string, checks: Checks): RequestListener {
  const router = v1.router({
    execute: v1.execute.handler(async ({ input, errors }) => {
      const calls = input.runners.map((runner) => callOf(runner, input))
      refuseUnknown(calls, checks, errors)
      const results = await Promise.all(calls.map((call) => execute(call, checks, { runId: input.runId })))
      return { region, ...(input.runId !== undefined && { runId: input.runId }), results }
    }),
    info: v1.info.handler(() => ({ runners: [...checks.keys()], count: checks.size, region })),
  })
  const handler = new OpenAPIHandler(router)
  return async (request, response) => {
    const { matched } = await handler.handle(request, response)
    if (!matched) response.writeHead(404, { 'content-type': 'text/plain;charset=UTF-8' }).end('Not found')
  }
}

/** v1's three places of input; later ones win: shared, own, `url`. */
function callOf(runner: RunnerConfig, { input, url }: RunRunnersRequest): Call {
  const { name, input: own } = typeof runner === 'string' ? { name: runner } : runner
  return { name, input: { ...input, ...own, ...(url !== undefined && { url }) } }
}

async function execute({ name, input }: Call, checks: Checks, around: Around): Promise<RunnerResult> {
  const startedAt = performance.now()
  const durationMs = () => Math.round(performance.now() - startedAt)
  try {
    const { name: own, details, problem } = await checks.get(name)!.run(input, new AbortController().signal, around)
    const status = problem === undefined ? 'pass' : 'fail'
    return { name: own, status, details: { ...details }, errorMessage: problem?.message, durationMs: durationMs() }
  } catch (error) {
    return { name: 'unknown', status: 'error', errorMessage: (error as Error).message, durationMs: durationMs() }
  }
}
