import { ORPCError } from '@orpc/contract'
import type { ReceivedRequest, StandardRequest } from './standard.js'

/** Deeper JSON than this is refused: no contract needs it, and what handles it after us may recurse. */
export const MAX_DEPTH = 100

/** The same request, whose body is JSON that is safe to hand on, or a clear 4xx. */
export function guardBody(request: ReceivedRequest): StandardRequest {
  let guarded: Promise<unknown> | undefined
  const body = async () => {
    refuseOtherTypes(request)
    const value = await request.body()
    refuseUnsafe(value, 1)
    return value
  }
  return {
    method: request.method,
    url: request.url,
    headers: request.headers,
    signal: request.signal,
    body: () => (guarded ??= body()) as ReturnType<StandardRequest['body']>,
  }
}

function refuseOtherTypes({ headers }: ReceivedRequest): void {
  const type = headers['content-type']
  // as oRPC reads it: it takes another case for a file
  if (type === undefined || /^application\/json *(;|$)/.test(String(type))) return
  throw new ORPCError('UNSUPPORTED_MEDIA_TYPE', {
    message: `The body must be application/json, not ${String(type).slice(0, 100)}.`,
  })
}

/** Walks every value of every body: plain loops, since lists of entries cost more than the parsing did. */
function refuseUnsafe(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > MAX_DEPTH) throw badRequest(`The body is nested deeper than ${MAX_DEPTH} levels.`)
  if (Array.isArray(value)) {
    for (const child of value) refuseUnsafe(child, depth + 1)
    return
  }
  for (const key in value) {
    if (isDangerous(key)) throw badRequest(`The body has a key named ${key}, which is not accepted.`)
    refuseUnsafe((value as Readonly<Record<string, unknown>>)[key], depth + 1)
  }
}

/** Keys that reach a prototype where somebody copies them carelessly. */
const isDangerous = (key: string) => key === '__proto__' || key === 'constructor'

const badRequest = (message: string) => new ORPCError('BAD_REQUEST', { message })
