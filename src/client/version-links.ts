import type { ClientLink } from '@orpc/client'
import { StandardLink } from '@orpc/client/standard'
import { StandardBracketNotationSerializer, StandardOpenapiLinkCodec, StandardOpenAPISerializer } from '@orpc/openapi-client/standard'
import { keep } from '../engine/keep.js'
import { answerInterceptor } from './answer-interceptor.js'
import type { CallContext } from './call-context.js'
import { fetchSender } from './fetch-sender.js'
import { JsonSerializer } from './json-serializer.js'
import type { Reach } from './reach.js'
import { requestHeaders } from './request-headers.js'
import { type Spoken, versionInterceptor } from './version-interceptor.js'

type Hooks = Pick<Spoken, 'onSupported' | 'onDeprecated'>

/** oRPC's OpenAPI link of each version to one peer, made at its first use. The hooks hear what its answers say. */
export function versionLinks(reach: Reach, hooks: Hooks = {}): (version: string) => ClientLink<CallContext> {
  const links = new Map<string, ClientLink<CallContext>>()
  return (version) => keep(links, version, () => linkOf(reach, { version, ...hooks }))
}

/** As of oRPC's own OpenAPI link, but for what writes JSON. */
const serializer = new StandardOpenAPISerializer(new JsonSerializer(), new StandardBracketNotationSerializer({ maxBracketNotationArrayIndex: 2 ** 32 - 2 }))

function linkOf({ registry, contract, peer, url, headers, fetch }: Reach, { version, ...hooks }: Hooks & Pick<Spoken, 'version'>): ClientLink<CallContext> {
  const spoken = { registry, contract, version, peer, ...hooks }
  const codec = new StandardOpenapiLinkCodec<CallContext>(registry.version(version).contracts[contract]!, serializer, {
    url,
    headers: (options, path, input) => requestHeaders(headers, options, path, input),
  })
  return new StandardLink<CallContext>(codec, fetchSender(fetch), {
    clientInterceptors: [answerInterceptor(spoken), versionInterceptor(spoken)],
  })
}
