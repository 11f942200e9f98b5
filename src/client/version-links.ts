import type { ClientLink } from '@orpc/client'
import { StandardOpenAPILink } from '@orpc/openapi-client/standard'
import { keep } from '../engine/keep.js'
import { fetchSender } from './fetch-sender.js'
import { answerInterceptor } from './answer-interceptor.js'
import type { CallContext } from './call-context.js'
import type { Reach } from './reach.js'
import { requestHeaders } from './request-headers.js'
import { type Spoken, versionInterceptor } from './version-interceptor.js'

type Hooks = Pick<Spoken, 'onSupported' | 'onDeprecated'>

/** oRPC's OpenAPI link of each version to one peer, made at its first use. The hooks hear what its answers say. */
export function versionLinks(reach: Reach, hooks: Hooks = {}): (version: string) => ClientLink<CallContext> {
  const links = new Map<string, ClientLink<CallContext>>()
  return (version) => keep(links, version, () => linkOf(reach, { version, ...hooks }))
}

function linkOf({ registry, contract, peer, url, headers, fetch }: Reach, { version, ...hooks }: Hooks & Pick<Spoken, 'version'>): ClientLink<CallContext> {
  const spoken = { registry, contract, version, peer, ...hooks }
  return new StandardOpenAPILink<CallContext>(registry.version(version).contracts[contract]!, fetchSender(fetch), {
    url,
    headers: (options, path, input) => requestHeaders(headers, options, path, input),
    clientInterceptors: [answerInterceptor(spoken), versionInterceptor(spoken)],
  })
}
