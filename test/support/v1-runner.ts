import { implement } from '@orpc/server'
import { OpenAPIHandler } from '@orpc/openapi/node'
import type { RequestListener } from 'node:http'
import { type RunnerConfig, runnerContract, type RunRunnersRequest } from '@runners/contracts/v1'

const configOf = (runner: RunnerConfig) => (typeof runner === 'string' ? { name: runner } : runner)

/** A deployed v1 runner on plain oRPC, with nothing of our server: echoes each effective input, knows no runner named `nope`. */
export function v1Runner() {
  const executed: RunRunnersRequest[] = []
  const os = implement(runnerContract)
  const router = os.router({
    execute: os.execute.handler(({ input, errors }) => {
      executed.push(input)
      const runners = input.runners.map(configOf)
      if (runners.some(({ name }) => name === 'nope')) {
        throw errors.RUNNER_NOT_FOUND({ data: { missingRunners: ['nope'], availableRunners: ['echo', 'fails'] } })
      }
      const results = runners.map(({ name, input: own }) => ({
        name,
        status: 'pass' as const,
        details: { ...input.input, ...own, ...(input.url !== undefined && { url: input.url }) },
      }))
      return { region: 'eu-west-1', ...(input.runId !== undefined && { runId: input.runId }), results }
    }),
    info: os.info.handler(() => ({ runners: ['echo', 'fails'], count: 2, region: 'eu-west-1' })),
  })
  // deployed runners take a body wrapped as an RPC link sends it, and answer it plainly
  const unwrap = (body: unknown) => (typeof body === 'object' && body !== null && 'json' in body ? body.json : body)
  const handler = new OpenAPIHandler(router, {
    rootInterceptors: [({ next, request, ...options }) => next({ ...options, request: { ...request, body: async () => unwrap(await request.body()) } })],
  })
  const node: RequestListener = async (request, response) => {
    const { matched } = await handler.handle(request, response)
    if (!matched) response.writeHead(404, { 'content-type': 'text/plain;charset=UTF-8' }).end('Not found')
  }
  return { node, executed }
}
