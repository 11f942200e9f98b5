import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { createRunnerHandler } from '@runners/contracts/server'
import { sameAnswers } from '../harness/answers.mjs'
import { interleave } from '../harness/interleave.mjs'
import { requestV1, requestV2, SIZES } from '../harness/payloads.mjs'
import { planFor } from '../harness/plan.mjs'
import { routerV1, routerV2 } from '../harness/routers.mjs'
import { overhead } from '../harness/row.mjs'

/** @typedef {(request: Request) => Promise<Response>} Handle */

/** @param {OpenAPIHandler<object>} handler @returns {Handle} */
const plain = (handler) => async (request) => (await handler.handle(request)).response ?? new Response(null, { status: 404 })

/** @param {string} name @param {Handle} handle @param {string} path @param {unknown} request */
function caller(name, handle, path, request) {
  const body = JSON.stringify(request)
  const headers = { 'content-type': 'application/json' }
  const run = async () => (await handle(new Request(`http://runner.test${path}`, { method: 'POST', headers, body }))).text()
  return { name, run }
}

const all = createRunnerHandler({ router: routerV2 })
const edges = createRunnerHandler({ router: routerV2, validate: 'edges' })
const plainV1 = plain(new OpenAPIHandler(routerV1))
const plainV2 = plain(new OpenAPIHandler(routerV2))

/** An old caller served from the latest implementation, over the same server natively in its version; in process, request to response. @param {number} size */
const oldCaller = (size) => [
  caller('plain', plainV1, '/execute', requestV1(size)),
  caller('validate: all', all, '/execute', requestV1(size)),
  caller('validate: edges', edges, '/execute', requestV1(size)),
]

/** @param {number} size */
const latestCaller = (size) => [caller('plain', plainV2, '/v2/execute', requestV2(size)), caller('latest', all, '/v2/execute', requestV2(size))]

const limits = { 'validate: all': (/** @type {number} */ size) => (size > 20 ? 1.18 : 1.1), 'validate: edges': () => 1.04, latest: () => 1.02 }

/** @param {import('../harness/plan.mjs').BenchPlan} plan */
export async function handler(plan) {
  const rows = []
  for (const [figure, contendersOf] of /** @type {const} */ ([['an old caller over native', oldCaller], ['the latest over plain oRPC', latestCaller]])) {
    for (const size of SIZES) {
      const contenders = contendersOf(size)
      await sameAnswers(contenders)
      const [baseline, ...others] = await interleave(contenders, planFor(plan, size))
      for (const other of others) {
        const most = limits[/** @type {keyof typeof limits} */ (other.name)](size)
        if (baseline) rows.push(overhead({ figure, case: `${other.name}, ${size}`, most }, other, baseline))
      }
    }
  }
  return rows
}
