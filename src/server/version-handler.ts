import { StandardOpenAPIHandler } from '@orpc/openapi/standard'
import type { AnyRouter, Context } from '@orpc/server'
import { StandardRPCHandler, type StandardHandlerOptions } from '@orpc/server/standard'
import { isRecord } from '../engine/record.js'
import type { HandleOptions, StandardRequest, StandardResponse } from './standard.js'

/** Answers requests of one version; `undefined` where it has no such procedure. */
export type VersionHandler<C extends Context> = (request: StandardRequest, options: HandleOptions<C>) => Promise<StandardResponse | undefined>

/** Plain JSON as oRPC's OpenAPI handler speaks it. */
export function openapiForm<C extends Context>(router: AnyRouter, options: () => StandardHandlerOptions<C>): VersionHandler<C> {
  const handler = new StandardOpenAPIHandler<C>(router, options())
  return async (request, handle) => (await handler.handle(request, handle)).response
}

/**
 * Both wire forms on one mount: deployed v1 orchestrators call through oRPC's RPC link, whose body is `{"json": …}`.
 * Whoever sends an RPC-encoded body gets an RPC-encoded answer.
 */
export function bothForms<C extends Context>(router: AnyRouter, options: () => StandardHandlerOptions<C>): VersionHandler<C> {
  const plain = openapiForm(router, options)
  const rpc = new StandardRPCHandler<C>(router, options())
  return async (request, handle) => {
    if (!(await isRpcEncoded(request))) return plain(request, handle)
    return (await rpc.handle(request, handle)).response ?? plain(request, handle)
  }
}

/** Whether a request's body is what oRPC's RPC link sends; a body that cannot be read is not. */
export async function isRpcEncoded(request: StandardRequest): Promise<boolean> {
  if (request.method !== 'POST') return false
  const body = await request.body().catch(() => undefined)
  if (!isRecord(body) || !Object.hasOwn(body, 'json')) return false
  return Object.keys(body).every((key) => key === 'json' || key === 'meta')
}
