import { type ClientOptions, createORPCClient, type NestedClient } from '@orpc/client'
import type { CallContext } from './call-context.js'

type Call = (input: unknown, options: ClientOptions<CallContext>) => Promise<unknown>

/**
 * The same client for what belongs together, such as a run: all of its calls keep the version in which the first of them was
 * answered, whatever the peer offers meanwhile. Where `version` is given, such as one that was kept with the run, that is it from
 * the beginning. A peer that does not serve it any more is answered with `CONTRACT_VERSION_UNSUPPORTED`.
 */
export function pinned<Client extends NestedClient<CallContext>>(client: Client, version?: string): Client {
  const pin: CallContext = version === undefined ? { pin: { isHeld: false } } : { version }
  return createORPCClient<NestedClient<CallContext>>({
    call: (path, input, options) => {
      // a client is a function at every path
      const call = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], client) as Call
      return call(input, { ...options, context: { ...options.context, ...pin } })
    },
  }) as Client
}
