import type { ClientLink } from '@orpc/client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { answerInterceptor } from './answer-interceptor.js'
import type { CallContext } from './call-context.js'
import type { Reach } from './reach.js'
import { requestHeaders } from './request-headers.js'
import { type Spoken, versionInterceptor } from './version-interceptor.js'

type Hooks = Pick<Spoken, 'onSupported' | 'onDeprecated'>

/** oRPC's OpenAPI link of each version to one peer, made at its first use. The hooks hear what its answers say. */
export function versionLinks(reach: Reach, hooks: Hooks = {}): (version: string) => ClientLink<CallContext> {
  const links = new Map<string, ClientLink<CallContext>>()
  return (version) => {
    const kept = links.get(version)
    if (kept !== undefined) return kept
    const link = linkOf(reach, { version, ...hooks })
    links.set(version, link)
    return link
  }
}

function linkOf({ registry, contract, peer, url, headers, fetch }: Reach, { version, ...hooks }: Hooks & Pick<Spoken, 'version'>): ClientLink<CallContext> {
  const spoken = { registry, contract, version, peer, ...hooks }
  return new OpenAPILink<CallContext>(registry.version(version).contracts[contract]!, {
    url,
    headers: (options, path, input) => requestHeaders(headers, options, path, input),
    fetch: (request, init) => fetch(request, init),
    clientInterceptors: [answerInterceptor(spoken), versionInterceptor(spoken)],
  })
}
