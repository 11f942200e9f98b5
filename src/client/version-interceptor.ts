import type { ClientContext } from '@orpc/client'
import type { StandardLinkOptions } from '@orpc/client/standard'
import { ContractError } from '../engine/errors.js'
import { tell } from '../engine/hook.js'
import { procedureName } from '../engine/pairs.js'
import { majorInPath, proceduresOf } from '../engine/procedures.js'
import type { Registry } from '../engine/registry.js'
import { headerNames } from '../wire/headers.js'
import { type DeprecatedVersion, deprecationWatch } from './deprecation.js'
import { type LazyResponse, rejectionIn, withdrawalIn } from './rejection.js'
import { withHeader } from './request-headers.js'

/** A client interceptor of oRPC's HTTP links. */
export type ClientInterceptor<Context extends ClientContext> = NonNullable<StandardLinkOptions<Context>['clientInterceptors']>[number]

/** What a link speaks, and with whom. */
export interface Spoken {
  readonly registry: Registry
  /** Name of the contract in the registry, such as `runner`. */
  readonly contract: string
  readonly version: string
  /** Named in errors. */
  readonly peer?: string | undefined
  /** Hears the supported header of each answer that the peer gave in this version: a negotiator's `learn`. */
  readonly onSupported?: ((supported: string) => void) | undefined
  /** Told once, at the first answer by which the version is known to be deprecated. What it throws is ignored. */
  readonly onDeprecated?: ((version: DeprecatedVersion) => void) | undefined
}

/**
 * What makes an HTTP link of oRPC fit for a `NegotiatedLink`: every request says which version it speaks, whatever other headers
 * are set, an answer by which the peer rejects that version becomes ContractError `CONTRACT_VERSION_UNSUPPORTED`, and what other
 * answers say of the versions supported and deprecated is heard. Of a deprecated version Node warns, once a peer and process.
 * Put it last in `clientInterceptors` of an `OpenAPILink` or an `RPCLink`.
 */
export function versionInterceptor<Context extends ClientContext>(spoken: Spoken): ClientInterceptor<Context> {
  const { registry, contract, version, peer, onSupported } = spoken
  const names = headerNames(registry.name)
  const onVersionPath = versionPaths(spoken)
  const watch = deprecationWatch(spoken)
  const hear = (headers: LazyResponse['headers']) => {
    // what stands between may have headers of its own, but does not speak a version
    const { [names.supported]: supported, deprecation, sunset } = headers[names.version] === version ? headers : {}
    if (supported !== undefined) tell(onSupported, text(supported))
    watch({ deprecation: text(deprecation), sunset: text(sunset), supported: text(supported) })
  }
  return async ({ next, ...options }) => {
    const { path, request } = options
    const response = await next({ ...options, request: { ...request, headers: withHeader(request.headers, names.version, version) } })
    const asked = () => ({ supportedHeader: names.supported, version, onVersionPath: onVersionPath(path, request.url) })
    const supported = response.status < 400 ? undefined : await rejectionIn(response, asked())
    if (supported === undefined) {
      hear(response.headers)
      return response
    }
    const procedure = procedureName(contract, path.join('.'))
    throw new ContractError('CONTRACT_VERSION_UNSUPPORTED', { version, supported, procedure, ...(await withdrawalIn(response)), ...(peer !== undefined && { peer }) })
  }
}

/** A header sent twice is one with a comma. */
const text = (header: string | readonly string[] | undefined) => (typeof header === 'string' ? header : (header ?? []).join(','))

/** Whether a request went to the path of a procedure under `/vN`: an RPC link has other paths. */
function versionPaths({ registry, contract, version }: Spoken): (path: readonly string[], url: URL) => boolean {
  const procedures = proceduresOf(registry.version(version).contracts[contract] ?? {})
  return (path, { pathname }) => {
    const details = procedures.get(path.join('.'))
    const major = details === undefined ? undefined : majorInPath(details)
    return major !== undefined && pathname.split('/').includes(`v${major}`)
  }
}
