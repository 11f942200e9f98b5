import type { Context } from '@orpc/server'
import type { StandardHandler } from '@orpc/server/standard'

/** A request and a response as oRPC's handlers have them, whatever the runtime. */
export type StandardRequest = Parameters<StandardHandler<Context>['handle']>[0]
export type StandardResponse = NonNullable<Awaited<ReturnType<StandardHandler<Context>['handle']>>['response']>
export type HandleOptions<C extends Context> = Parameters<StandardHandler<C>['handle']>[1]

/** A request as it arrives: nobody has looked yet at what its body is. */
export type ReceivedRequest = Omit<StandardRequest, 'body'> & { readonly body: () => Promise<unknown> }

/** Answers whatever comes. */
export type StandardHandle<C extends Context> = (request: ReceivedRequest, context: C) => Promise<StandardResponse>
