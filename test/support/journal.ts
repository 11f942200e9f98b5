import type { RequestListener } from 'node:http'
import { implement } from '@orpc/server'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { createRunnerHandler } from '@runners/contracts/server'
import { runnerContract as runnerContractV1 } from '@runners/contracts/v1'
import { v2Runner } from './v2-runner.js'

/** What runners executed: `r1 in 1.0.0` and the like, in the version in which each was asked. */
export type Journal = string[]

/** A runner that writes down what it executes. */
export function journaling(journal: Journal, versions: readonly string[]): RequestListener {
  const { router } = v2Runner()
  return createRunnerHandler({
    router,
    versions,
    interceptors: [
      async ({ next, request }) => {
        const body = await request.body()
        if (request.method === 'POST') journal.push(`${(body as { runId: string }).runId} in ${String(request.headers['runners-contract-version'])}`)
        return next()
      },
    ],
  }).node
}

/** A deployed v1 runner that writes down what it executes: it knows neither our headers nor discovery. */
export function journalingV1(journal: Journal): RequestListener {
  const os = implement(runnerContractV1)
  const router = os.router({
    execute: os.execute.handler(({ input }) => {
      journal.push(`${input.runId} in 1.0.0`)
      return { runId: input.runId, results: input.runners.map(() => ({ name: 'echo', status: 'pass' as const })) }
    }),
    info: os.info.handler(() => ({ runners: [], count: 0 })),
  })
  const handler = new OpenAPIHandler(router)
  return async (request, response) => {
    const { matched } = await handler.handle(request, response)
    if (!matched) response.writeHead(404, { 'content-type': 'text/plain;charset=UTF-8' }).end('Not found')
  }
}
