import { StandardOpenAPIHandler } from '@orpc/openapi/standard'
import type { AnyRouter, Context } from '@orpc/server'
import { StandardRPCHandler, type StandardHandlerOptions } from '@orpc/server/standard'
import { isRecord } from '../engine/record.js'
import type { HandleOptions, StandardRequest, StandardResponse } from './standard.js'

/** Answers requests of one version; without a response where it has no such procedure. */
export type VersionHandler<C extends Context> = (
  request: StandardRequest,
  options: HandleOptions<C>,
) => Promise<{ readonly response?: StandardResponse | undefined }>

/** Plain JSON as oRPC's OpenAPI handler speaks it. */
export function openapiForm<C extends Context>(router: AnyRouter, options: () => StandardHandlerOptions<C>): VersionHandler<C> {
  const handler = new StandardOpenAPIHandler<C>(router, options())
  return (request, handle) => handler.handle(request, handle)
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
    const answered = await rpc.handle(request, handle)
    return answered.matched ? answered : plain(request, handle)
  }
}

/** Whether the body is what oRPC's RPC link sends. One that cannot be read is not, which whoever needs it finds out. */
export const isRpcEncoded = ({ method, body }: StandardRequest): Promise<boolean> | false => method === 'POST' && body().catch(() => undefined).then(hasRpcForm)

function hasRpcForm(body: unknown): boolean {
  return isRecord(body) && Object.hasOwn(body, 'json') && Object.keys(body).every((key) => key === 'json' || key === 'meta')
}
