import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from '@orpc/server'
import { NodeHttpHandler } from '@orpc/server/node'
import type { StandardHandler } from '@orpc/server/standard'
import { toFetchResponse, toStandardLazyRequest } from '@orpc/standard-server-fetch'
import { fetchBytes, nodeBytes } from './body-bytes.js'
import { limitedJson } from './limited-json.js'
import type { StandardHandle } from './standard.js'
import type { Usage, UsageCounter } from './usage.js'

/** The context of an implementation, left out where it needs none. */
export type ContextRest<C extends Context> = Record<never, never> extends C ? [context?: C] : [context: C]

/** Answers every request in every version served. */
export interface ContractHandler<C extends Context> {
  (request: Request, ...rest: ContextRest<C>): Promise<Response>
  /** The same for `node:http`: `createServer(handler.node)`. */
  readonly node: (request: IncomingMessage, response: ServerResponse, ...rest: ContextRest<C>) => Promise<void>
  /** Calls until now by version and procedure, in the order of their first calls: whether anybody still speaks what is deprecated. A copy. */
  readonly usage: () => readonly Usage[]
}

/** One handler on oRPC's adapters for fetch and for Node. */
export function onEveryRuntime<C extends Context>(handle: StandardHandle<C>, maxBodySize: number, usage: UsageCounter['usage']): ContractHandler<C> {
  // oRPC's adapter takes its own class; what it calls of it is `handle`
  const onNode = new NodeHttpHandler(handle as unknown as StandardHandler<C>)
  const fetch = async (request: Request, ...[context = {} as C]: ContextRest<C>): Promise<Response> => {
    const readBody = () => limitedJson(fetchBytes(request), maxBodySize)
    const { response } = await handle.handle(toStandardLazyRequest(request), { context, readBody })
    return toFetchResponse(response)
  }
  const node = async (request: IncomingMessage, response: ServerResponse, ...[context = {} as C]: ContextRest<C>): Promise<void> => {
    // what a framework has read is there already
    const { body } = request as { readonly body?: unknown }
    const readBody = async () => (body === undefined ? limitedJson(nodeBytes(request, response), maxBodySize) : body)
    // what else is among the options, oRPC hands on
    await onNode.handle(request, response, { context, readBody } as { context: C })
  }
  return Object.assign(fetch, { node, usage })
}
