import { OpenAPIHandler } from '@orpc/openapi/node'
import { implement } from '@orpc/server'
import { type RunnerConfig, runnerContract, type RunnerResult, type RunRunnersRequest } from '@runners/contracts/v1'
import { checks } from './checks.js'
import { serve, settings } from './child.js'
import { type Call, refuseUnknown } from './refusal.js'

/** What the legacy runner is started with. */
export interface LegacyRunnerSettings {
  readonly region: string
}

const { region } = settings<LegacyRunnerSettings>()
const v1 = implement(runnerContract)

/** A runner as deployed today: v1 on plain oRPC. It knows no other version and has no time limit. */
const router = v1.router({
  execute: v1.execute.handler(async ({ input, errors }) => {
    const calls = input.runners.map((runner) => callOf(runner, input))
    refuseUnknown(calls, errors)
    const results = await Promise.all(calls.map(execute))
    return { region, ...(input.runId !== undefined && { runId: input.runId }), results }
  }),
  info: v1.info.handler(() => ({ runners: [...checks.keys()], count: checks.size, region })),
})

/** v1's three places of input; later ones win: shared, own, `url`. */
function callOf(runner: RunnerConfig, { input, url }: RunRunnersRequest): Call {
  const { name, input: own } = typeof runner === 'string' ? { name: runner } : runner
  return { name, input: { ...input, ...own, ...(url !== undefined && { url }) } }
}

async function execute({ name, input }: Call): Promise<RunnerResult> {
  const startedAt = performance.now()
  const durationMs = () => Math.round(performance.now() - startedAt)
  try {
    const { name: own, details, problem } = await checks.get(name)!.run(input, new AbortController().signal)
    const status = problem === undefined ? 'pass' : 'fail'
    return { name: own, status, details: { ...details }, errorMessage: problem?.message, durationMs: durationMs() }
  } catch (error) {
    return { name: 'unknown', status: 'error', errorMessage: (error as Error).message, durationMs: durationMs() }
  }
}

const handler = new OpenAPIHandler(router)

await serve(async (request, response) => {
  const { matched } = await handler.handle(request, response)
  if (!matched) response.writeHead(404, { 'content-type': 'text/plain;charset=UTF-8' }).end('Not found')
})
