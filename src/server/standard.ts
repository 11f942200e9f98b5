import type { Context } from '@orpc/server'
import type { StandardHandler } from '@orpc/server/standard'

/** A request and a response as oRPC's handlers have them, whatever the runtime. */
export type StandardRequest = Parameters<StandardHandler<Context>['handle']>[0]
export type StandardResponse = NonNullable<Awaited<ReturnType<StandardHandler<Context>['handle']>>['response']>
export type HandleOptions<C extends Context> = Parameters<StandardHandler<C>['handle']>[1]

/** A dispatcher is told, too, how the body is read. */
export type DispatchOptions<C extends Context> = HandleOptions<C> & { readonly readBody: () => Promise<unknown> }

/** A dispatcher answers whatever comes. */
export interface StandardAnswer {
  readonly matched: true
  readonly response: StandardResponse
}

/** What oRPC's runtime adapters need of a handler. */
export interface StandardHandle<C extends Context> {
  readonly handle: (request: StandardRequest, options: DispatchOptions<C>) => Promise<StandardAnswer>
}
