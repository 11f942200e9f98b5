import type { HTTPPath } from '@orpc/client'
import type { Context } from '@orpc/server'
import { ContractError } from '../engine/errors.js'
import type { ContractVersion } from '../engine/version.js'
import { DISCOVERY_PATH } from '../wire/discovery.js'
import { toWireError } from '../wire/error.js'
import { headerNames, writeSupported } from '../wire/headers.js'
import { guardBody } from './body-guard.js'
import { deprecationHeaders, openapiPath } from './deprecation.js'
import { discoveryDocument } from './discovery-document.js'
import { openapiDocuments } from './openapi.js'
import type { Versions } from './served-versions.js'
import { type Spoken, spokenVersion, type VersionPaths } from './spoken-version.js'
import type { HandleOptions, StandardHandle, StandardRequest, StandardResponse } from './standard.js'
import { isRpcEncoded, type VersionHandler } from './version-handler.js'

interface Mount<C extends Context> extends Pick<VersionPaths, 'known'> {
  readonly registry: string
  readonly contract: string
  /** Whatever is served until its sunset. */
  readonly versions: Versions
  /** What is served now. */
  readonly served: () => Versions
  readonly rpcForm: boolean
  /** `''` or `/api/runner`. */
  readonly prefix: string
  readonly handlerOf: (version: ContractVersion) => VersionHandler<C>
}

/** Finds out which version a request speaks and lets that version's handler answer; every answer says what is served. */
export function createDispatcher<C extends Context>(mount: Mount<C>): StandardHandle<C> {
  const names = headerNames(mount.registry)
  const documentOf = openapiDocuments(mount.contract, mount.prefix)
  const answer = async (served: Versions, request: StandardRequest, options: HandleOptions<C>): Promise<StandardResponse> => {
    const path = pathBelow(mount.prefix, request.url.pathname)
    if (path === undefined) return notFound()
    if (path === DISCOVERY_PATH && request.method === 'GET') return json(discoveryDocument(mount.contract, served))
    const named = single(request.headers[names.version])
    const spoken = spokenVersion({ served, known: mount.known }, path, named)
    const guarded = guardBody(request, options.readBody)
    if (spoken.kind !== 'served') return refusal(spoken, { served, versions: mount.versions, path }, mount.rpcForm && (await isRpcEncoded(guarded)))
    const { version } = spoken
    const answered = isDocument(request, path, version)
      ? json(await documentOf(named === undefined ? newestAt(served, version) : version))
      : ((await mount.handlerOf(version)(guarded, withPrefix(options, mount.prefix))) ?? notFound())
    return withHeaders(answered, { [names.version]: version.version, ...deprecationHeaders(version, served.at(-1)!, mount.prefix) })
  }
  return {
    handle: async (request, options) => {
      const served = mount.served()
      return { matched: true, response: withHeaders(await answer(served, request, options), { [names.supported]: writeSupported(idsOf(served)) }) }
    },
  }
}

const isDocument = ({ method }: StandardRequest, path: string, version: ContractVersion) =>
  method === 'GET' && path === openapiPath(version)

/** Versions of one major share a path; whoever names none wants to read of the newest. */
const newestAt = (served: Versions, version: ContractVersion) =>
  served.findLast((other) => openapiPath(other) === openapiPath(version)) ?? version

const withPrefix = <C extends Context>({ context }: HandleOptions<C>, prefix: string): HandleOptions<C> =>
  ({ context, ...(prefix && { prefix: prefix as HTTPPath }) })

interface Refused {
  readonly served: Versions
  readonly versions: Versions
  readonly path: string
}

function refusal(spoken: Exclude<Spoken, { kind: 'served' }>, { served, versions, path }: Refused, asRpc: boolean): StandardResponse {
  if (spoken.kind === 'unknown-path') return notFound()
  const supported = idsOf(served)
  const { version } = spoken
  const error =
    spoken.kind === 'mismatch'
      ? new ContractError('CONTRACT_VERSION_MISMATCH', { version, path, supported })
      : new ContractError('CONTRACT_VERSION_UNSUPPORTED', { version, supported, ...withdrawal(version, versions, supported) })
  const wire = toWireError(error)
  return json(asRpc ? { json: wire.toJSON() } : wire.toJSON(), wire.status)
}

/** What would be served but is not has had its sunset. */
function withdrawal(version: string, versions: Versions, supported: readonly string[]) {
  const sunset = versions.find((one) => one.version === version)?.sunset
  return sunset === undefined ? {} : { sunset, to: supported.at(-1)! }
}

const idsOf = (versions: Versions) => versions.map(({ version }) => version)

/** The path below the prefix; `undefined` for a request that is not for this mount. */
function pathBelow(prefix: string, pathname: string): string | undefined {
  if (prefix === '') return pathname
  if (pathname === prefix) return '/'
  return pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : undefined
}

const single = (header: string | readonly string[] | undefined) => (typeof header === 'object' ? header.join(', ') : header)

const json = (body: unknown, status = 200): StandardResponse => ({ status, headers: {}, body })

/** As deployed v1 runners answer: oRPC would write a string as JSON, a stream it leaves alone. */
const notFound = (): StandardResponse => ({
  status: 404,
  headers: { 'content-type': 'text/plain;charset=UTF-8' },
  body: new Blob(['Not found']).stream(),
})

const withHeaders = (response: StandardResponse, headers: StandardResponse['headers']): StandardResponse => ({
  ...response,
  headers: { ...response.headers, ...headers },
})
