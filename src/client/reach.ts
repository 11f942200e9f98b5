import type { Registry } from '../engine/registry.js'
import type { ClientHeaders } from './call-context.js'
import type { ContractClientOptions } from './client-settings.js'
import type { Fetch } from './limited-get.js'
import { peerUrl } from './peer-url.js'
import { mergeHeaders, requestHeaders } from './request-headers.js'

/** How requests get to a peer. */
export interface Reach {
  readonly registry: Registry
  readonly contract: string
  /** Name of the peer: URL without credentials and query. */
  readonly peer: string
  /** Base of every request, without credentials. */
  readonly url: URL
  readonly headers: ClientHeaders
  readonly fetch: Fetch | undefined
}

/** How the requests of a client get to its peer: credentials of the URL become a header, over which the client's own wins. */
export function reachOf(registry: Registry, contract: string, options: ContractClientOptions): Reach {
  const { headers = {}, fetch } = options
  const { base, name, authorization } = peerUrl(options.url)
  const withCredentials: ClientHeaders = async (...call) => mergeHeaders({ authorization }, await requestHeaders(headers, ...call))
  return { registry, contract, peer: name, url: base, headers: authorization === undefined ? headers : withCredentials, fetch }
}
