/** A server in a process of its own: `node bench/harness/serve.mjs plain|handler`; prints its URL. */
import { OpenAPIHandler } from '@orpc/openapi/node'
import { createRunnerHandler } from '@runners/contracts/server'
import { routerV2 } from './routers.mjs'
import { listen } from './server.mjs'

const plain = new OpenAPIHandler(routerV2)
const listeners = {
  plain: (/** @type {import('node:http').IncomingMessage} */ request, /** @type {import('node:http').ServerResponse} */ response) => void plain.handle(request, response),
  handler: createRunnerHandler({ router: routerV2 }).node,
}

const { url } = await listen(listeners[/** @type {keyof typeof listeners} */ (process.argv[2])])
console.log(url)
