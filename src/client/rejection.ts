import { isORPCErrorJson, type ORPCErrorJSON } from '@orpc/client'
import type { StandardLinkClient } from '@orpc/client/standard'
import { exactVersion } from '../engine/negotiation/exact-version.js'
import { isRecord } from '../engine/record.js'
import { readSupported } from '../wire/read-supported.js'

/** An HTTP answer as oRPC's links have it; its body may be read any number of times. */
export type LazyResponse = Awaited<ReturnType<StandardLinkClient<object>['call']>>

interface Asked {
  /** Lower-cased name of the header by which a peer says what it serves. */
  readonly supportedHeader: string
  readonly version: string
  /** Whether the request went to a path under `/vN`. */
  readonly onVersionPath: boolean
}

/**
 * The versions that a rejecting peer names; undefined where the answer rejects nothing. A rejection promises that nothing was
 * executed, so whatever an implementation could have answered is none:
 * 1. A peer that names its versions rejects only what it does not name, by a 404 or by the code.
 * 2. One that names none rejects by the code,
 * 3. or, on a path under `/vN`, by a 404 that is not an error of oRPC nor half of one: it knows no such path.
 *
 * Throws what reading the body throws: a connection that breaks off promises nothing.
 */
export async function rejectionIn(response: LazyResponse, asked: Asked): Promise<readonly string[] | undefined> {
  if (response.status < 400) return undefined
  const { body, broken } = await readBody(response)
  const code = errorIn(response.status, body)?.code
  // a 5xx promises nothing, whatever it says
  const isByCode = code === 'CONTRACT_VERSION_UNSUPPORTED' && response.status < 500
  const supported = readSupported(response.headers[asked.supportedHeader])
  if (supported !== undefined) return (isByCode || response.status === 404) && !names(supported, asked.version) ? supported : undefined
  const isHalf = broken !== undefined && response.headers['content-type'] !== undefined
  return isByCode || (response.status === 404 && code === undefined && !isHalf && asked.onVersionPath) ? [] : undefined
}

/** When a rejected version had its sunset, and which to move to, where its peer says so. */
export async function withdrawalIn(response: LazyResponse): Promise<{ readonly sunset?: string; readonly to?: string }> {
  const { body } = await readBody(response)
  const data = errorIn(response.status, body)?.data
  if (!isRecord(data)) return {}
  const { sunset, to } = data
  return { ...(typeof sunset === 'string' && { sunset: sunset.slice(0, 64) }), ...(typeof to === 'string' && { to: to.slice(0, 64) }) }
}

/** Build metadata does not count: negotiation does not look at it either. */
const names = (supported: readonly string[], version: string) => supported.some((one) => exactVersion(one)?.version === version)

/** What an answer says, or why it is not the JSON that it claims to be: oRPC takes a body without a content type for JSON. */
export async function readBody(response: LazyResponse): Promise<{ readonly body?: unknown; readonly broken?: SyntaxError }> {
  try {
    return { body: await response.body() }
  } catch (error) {
    if (error instanceof SyntaxError) return { broken: error }
    throw error
  }
}

/** oRPC's error in a body, in the OpenAPI form or the RPC form. */
export function errorIn(status: number, body: unknown): ORPCErrorJSON<string, unknown> | undefined {
  const json = isRecord(body) && isRecord(body['json']) ? body['json'] : body
  const complete = isRecord(json) ? { status, ...json } : json
  return isORPCErrorJson(complete) ? complete : undefined
}
