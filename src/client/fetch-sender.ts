import type { StandardLinkClient } from '@orpc/client/standard'
import { toFetchBody, toFetchHeaders, toFetchRequest, toStandardLazyResponse } from '@orpc/standard-server-fetch'
import type { CallContext } from './call-context.js'
import type { Fetch } from './limited-get.js'

type Sent = Parameters<StandardLinkClient<CallContext>['call']>[0]

/**
 * Sends what an HTTP link of oRPC has encoded. oRPC's own sender makes a `Request`, which fetch makes once more: a third of what a call
 * takes, and an abort is lost to Node once the first of them is collected (https://github.com/nodejs/undici/issues/4068). So fetch gets
 * the parts, and a `fetch` that somebody set, which is promised a `Request`, gets the signal beside it.
 */
export function fetchSender(fetch: Fetch | undefined): StandardLinkClient<CallContext> {
  const send = fetch === undefined ? sendParts : (sent: Sent) => fetch(toFetchRequest(sent), initOf(sent))
  return { call: async (sent) => toStandardLazyResponse(await send(sent), sent.signal && { signal: sent.signal }) }
}

const initOf = ({ signal }: Sent) => ({ redirect: 'manual', ...(signal && { signal }) }) as const

/** The global one is looked up at each call: it may be replaced later, as instrumentation does. */
function sendParts(sent: Sent): Promise<Response> {
  const headers = toFetchHeaders(sent.headers)
  const body = toFetchBody(sent.body, headers)
  return globalThis.fetch(sent.url, { method: sent.method, headers, ...(body !== undefined && { body }), ...initOf(sent) })
}
