import type { HTTPPath } from '@orpc/client'
import type { Context } from '@orpc/server'
import { ContractError } from '../engine/errors.js'
import type { ContractVersion } from '../engine/version.js'
import { DISCOVERY_PATH } from '../wire/discovery-path.js'
import { toWireError } from '../wire/error.js'
import { headerNames } from '../wire/headers.js'
import { answerWriter } from './answer-writer.js'
import { guardBody } from './body-guard.js'
import { openapiPath } from './deprecation.js'
import { discoveryDocument } from './discovery-document.js'
import { openapiDocuments } from './openapi.js'
import { idsOf, type Versions } from './served-versions.js'
import { type Spoken, spokenVersion, type VersionPaths } from './spoken-version.js'
import type { StandardHandle, StandardRequest, StandardResponse } from './standard.js'
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
  const answerIn = answerWriter(names, mount.prefix)
  return async (received, context) => {
    const served = mount.served()
    const answer = (response: StandardResponse, version?: ContractVersion) => answerIn(served, response, version)
    const path = pathBelow(mount.prefix, received.url.pathname)
    if (path === undefined) return answer(notFound())
    if (path === DISCOVERY_PATH && received.method === 'GET') return answer(json(discoveryDocument(mount.contract, served)))
    const named = received.headers[names.version]?.toString()
    const spoken = spokenVersion({ served, known: mount.known }, path, named)
    const request = guardBody(received)
    if (spoken.kind !== 'served') return answer(await refusal(mount, spoken, { served, path, request }))
    const { version } = spoken
    if (isDocument(request, path, version)) return answer(json(await documentOf(named === undefined ? newestAt(served, version) : version)), version)
    const { response } = await mount.handlerOf(version)(request, { context, prefix: mount.prefix as HTTPPath })
    return answer(response ?? notFound(), version)
  }
}

const isDocument = ({ method }: StandardRequest, path: string, version: ContractVersion) =>
  method === 'GET' && path === openapiPath(version)

/** Versions of one major share a path; whoever names none wants to read of the newest. */
const newestAt = (served: Versions, version: ContractVersion) =>
  served.findLast((other) => openapiPath(other) === openapiPath(version)) ?? version

interface Refused {
  readonly served: Versions
  readonly path: string
  readonly request: StandardRequest
}

type Refusing = Pick<Mount<Context>, 'versions' | 'rpcForm'>

async function refusal({ versions, rpcForm }: Refusing, spoken: Exclude<Spoken, { kind: 'served' }>, { served, path, request }: Refused): Promise<StandardResponse> {
  if (spoken.kind === 'unknown-path') return notFound()
  const supported = idsOf(served)
  const { version } = spoken
  const error =
    spoken.kind === 'mismatch'
      ? new ContractError('CONTRACT_VERSION_MISMATCH', { version, path, supported })
      : new ContractError('CONTRACT_VERSION_UNSUPPORTED', { version, supported, ...withdrawal(version, versions, supported) })
  const wire = toWireError(error)
  const body = wire.toJSON()
  return json(rpcForm && (await isRpcEncoded(request)) ? { json: body } : body, wire.status)
}

/** What would be served but is not has had its sunset. */
function withdrawal(version: string, versions: Versions, supported: readonly string[]) {
  const sunset = versions.find((one) => one.version === version)?.sunset
  return sunset === undefined ? {} : { sunset, to: supported.at(-1)! }
}

/** The path below the prefix; `undefined` for a request that is not for this mount. */
function pathBelow(prefix: string, pathname: string): string | undefined {
  if (pathname === prefix) return '/'
  return pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : undefined
}

const json = (body: unknown, status = 200): StandardResponse => ({ status, headers: {}, body })

/** As deployed v1 runners answer: oRPC would write a string as JSON, a stream it leaves alone. */
const notFound = (): StandardResponse => ({
  status: 404,
  headers: { 'content-type': 'text/plain;charset=UTF-8' },
  body: new Blob(['Not found']).stream(),
})
