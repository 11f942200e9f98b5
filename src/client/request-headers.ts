import type { ClientOptions } from '@orpc/client'
import { toStandardHeaders } from '@orpc/client/standard'
import { value } from '@orpc/shared'
import { toFetchHeaders } from '@orpc/standard-server-fetch'
import type { CallContext, ClientHeaders, PlainHeaders } from './call-context.js'

/** Headers by lower-cased name. */
export type RequestHeaders = Record<string, string | string[] | undefined>

/** The client's headers, then the call's. */
export async function requestHeaders(
  headers: ClientHeaders,
  options: ClientOptions<CallContext>,
  path: readonly string[],
  input: unknown,
): Promise<RequestHeaders> {
  return mergeHeaders(await value(headers, options, path, input), options.context.headers ?? {})
}

/**
 * Joins headers: what comes later wins, however its name is spelled. A length among them is that of a request that somebody forwards:
 * fetch would refuse another body, or wait for the rest for ever.
 * @throws TypeError for what HTTP cannot carry, which does not quote it as fetch does: it may be a secret
 */
export function mergeHeaders(...all: readonly PlainHeaders[]): RequestHeaders {
  const entries = all.flatMap((headers) => Object.entries(toStandardHeaders(headers as RequestHeaders | Headers)))
  const named = entries.map(([name, content]) => [name.toLowerCase(), content])
  const merged: RequestHeaders = Object.fromEntries(named.filter(([name]) => name !== 'content-length'))
  if (isSendable(merged)) return merged
  const wrong = Object.keys(merged).find((name) => !isSendable({ [name]: merged[name] }))
  throw new TypeError(`Nothing was sent: HTTP cannot carry the header ${JSON.stringify(wrong)} as it is`)
}

function isSendable(headers: RequestHeaders): boolean {
  try {
    toFetchHeaders(headers)
    return true
  } catch {
    return false
  }
}

/** The headers with `name`, in lower case, set to `content`, however it is spelled in them. */
export function withHeader(headers: RequestHeaders, name: string, content: string): RequestHeaders {
  const result = { ...headers }
  for (const other in headers) if (other.length === name.length && other.toLowerCase() === name) delete result[other]
  result[name] = content
  return result
}
