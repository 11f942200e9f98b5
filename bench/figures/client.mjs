import { createORPCClient } from '@orpc/client'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createRunnerClient } from '@runners/contracts/client'
import { createRunnerHandler } from '@runners/contracts/server'
import { runnerContract as contractV1 } from '@runners/contracts/v1'
import { runnerContract as contractV2 } from '@runners/contracts/v2'
import { inEveryVersion, sameAnswers } from '../harness/answers.mjs'
import { interleave } from '../harness/interleave.mjs'
import { requestV2, SIZES } from '../harness/payloads.mjs'
import { planFor } from '../harness/plan.mjs'
import { routerV1, routerV2 } from '../harness/routers.mjs'
import { overhead } from '../harness/row.mjs'
import { listen } from '../harness/server.mjs'

/** @param {string} url @param {typeof contractV1 | typeof contractV2} contract @param {number} size */
function contendersFor(url, contract, size) {
  // what the older peer is asked is also a request of v2: the same goes over the wire, whoever sends it
  const request = requestV2(size)
  const bare = /** @type {import('@orpc/contract').ContractRouterClient<typeof contractV2>} */ (createORPCClient(new OpenAPILink(contract, { url })))
  const [ours, edges] = [createRunnerClient({ url }), createRunnerClient({ url, validate: 'edges' })]
  return [
    { name: 'bare link', run: () => bare.execute(request) },
    { name: 'validate: all', run: () => ours.execute(request) },
    { name: 'validate: edges', run: () => edges.execute(request) },
  ]
}

/** A warm call through the negotiated client, over a bare OpenAPI link: loopback HTTP, the server in this process. @param {import('../harness/plan.mjs').BenchPlan} plan */
export async function client(plan) {
  const ours = createRunnerHandler({ router: routerV2 })
  const plain = new OpenAPIHandler(routerV1)
  const older = async (/** @type {import('node:http').IncomingMessage} */ request, /** @type {import('node:http').ServerResponse} */ response) => {
    const { matched } = await plain.handle(request, response)
    // a runner of v1 has no document of the versions that it speaks
    if (!matched) response.writeHead(404).end()
  }
  const servers = [await listen(ours.node), await listen((request, response) => void older(request, response))]
  const rows = []
  for (const [index, [figure, contract, most]] of /** @type {const} */ ([['a warm call, same version', contractV2, 1.02], ['a warm call, older peer', contractV1, 1.05]]).entries()) {
    for (const size of SIZES) {
      const contenders = contendersFor(servers[index]?.url ?? '', contract, size)
      // the first call agrees on a version with the peer, by discovery: from here on the agreement is warm
      await sameAnswers(contenders, contract === contractV1 ? inEveryVersion : undefined)
      const [baseline, ...others] = await interleave(contenders, planFor(plan, size))
      for (const other of others) if (baseline) rows.push(overhead({ figure, case: `${other.name}, ${size}`, most }, other, baseline))
    }
  }
  servers.forEach(({ close }) => close())
  return rows
}
