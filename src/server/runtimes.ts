import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from '@orpc/server'
import { toFetchResponse, toStandardHeaders } from '@orpc/standard-server-fetch'
import { sendStandardResponse, toStandardLazyRequest } from '@orpc/standard-server-node'
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

/** One handler on what oRPC has for fetch and for Node, bodies apart. */
export function onEveryRuntime<C extends Context>(handle: StandardHandle<C>, maxBodySize: number, usage: UsageCounter['usage']): ContractHandler<C> {
  const fetch = async (request: Request, ...[context = {} as C]: ContextRest<C>): Promise<Response> => {
    const { url, method, signal } = request
    const headers = toStandardHeaders(request.headers)
    const body = () => limitedJson(fetchBytes(request, headers), maxBodySize)
    return toFetchResponse(await handle({ url: new URL(url), method, headers, signal, body }, context))
  }
  const node = async (request: IncomingMessage, response: ServerResponse, ...[context = {} as C]: ContextRest<C>): Promise<void> => {
    // what a framework has read is there already
    const { body: read } = request as { readonly body?: unknown }
    const body = async () => (read === undefined ? limitedJson(nodeBytes(request, response), maxBodySize) : read)
    await sendStandardResponse(response, await handle({ ...toStandardLazyRequest(request, response), body }, context))
  }
  return Object.assign(fetch, { node, usage })
}
