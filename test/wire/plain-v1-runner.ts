import { implement } from '@orpc/server'
import { OpenAPIHandler } from '@orpc/openapi/node'
import type { RequestListener } from 'node:http'
import { type RunnerConfig, type RunnerResult, type RunRunnersRequest, runnerContract } from '../../versions/v1/index.js'
import { missingOf, type Outcome, REGION, runCheck, runnerNames } from './runners.js'

/** The hint for people that the recorded runner gave. */
const usage = {
  method: 'POST',
  endpoint: '/api/runner/execute',
  example: { url: 'https://example.com', runners: runnerNames },
}

const v1 = implement(runnerContract)

const router = v1.router({
  execute: v1.execute.handler(async ({ input, errors }) => {
    const missingRunners = missingOf(input.runners.map(nameOf))
    if (missingRunners.length > 0) {
      throw errors.RUNNER_NOT_FOUND({ data: { missingRunners, availableRunners: [...runnerNames] } })
    }
    const results = await Promise.all(input.runners.map((runner) => execute(runner, input)))
    return { region: REGION, ...(input.runId !== undefined && { runId: input.runId }), results }
  }),
  info: v1.info.handler(() => ({ runners: [...runnerNames], count: runnerNames.length, region: REGION, usage })),
})

const nameOf = (runner: RunnerConfig) => (typeof runner === 'string' ? runner : runner.name)

/** Effective input: the shared one, the runner's own, `url`; later ones win. */
async function execute(runner: RunnerConfig, { url, input }: RunRunnersRequest): Promise<RunnerResult> {
  const own = typeof runner === 'string' ? undefined : runner.input
  return toResult(await runCheck(nameOf(runner), { ...input, ...own, ...(url !== undefined && { url }) }))
}

const toResult = (outcome: Outcome): RunnerResult =>
  'thrown' in outcome
    ? { name: 'unknown', status: 'error', errorMessage: outcome.thrown, durationMs: outcome.durationMs }
    : { name: outcome.name, status: 'pass', details: { ...outcome.details }, durationMs: outcome.durationMs }

/** Deployed v1 runners take a body wrapped as an RPC link sends it, and answer it plainly. */
const unwrap = (body: unknown) => (typeof body === 'object' && body !== null && 'json' in body ? body.json : body)

const handler = new OpenAPIHandler(router, {
  rootInterceptors: [
    ({ next, request, ...options }) => next({ ...options, request: { ...request, body: async () => unwrap(await request.body()) } }),
  ],
})

/** A runner as deployed today: our v1 contract on plain oRPC, nothing of our server. */
export const plainV1Runner: RequestListener = async (request, response) => {
  const { matched } = await handler.handle(request, response)
  if (!matched) response.writeHead(404, { 'content-type': 'text/plain;charset=UTF-8' }).end('Not found')
}
