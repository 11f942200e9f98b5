import { ORPCError } from '@orpc/contract'
import { isRecord } from '../engine/record.js'
import type { StandardRequest } from './standard.js'

/** Deeper JSON than this is refused: no contract needs it, and what handles it after us may recurse. */
export const MAX_DEPTH = 100

/** Keys that reach a prototype where somebody copies them carelessly. */
const DANGEROUS = ['__proto__', 'constructor'] as const

/** The same request, whose body is JSON that is safe to hand on, or a clear 4xx. */
export function guardBody(request: StandardRequest): StandardRequest {
  let read: ReturnType<StandardRequest['body']> | undefined
  const body = async () => {
    refuseOtherTypes(request)
    return refuseUnsafe(await request.body())
  }
  return {
    method: request.method,
    url: request.url,
    headers: request.headers,
    signal: request.signal,
    body: () => (read ??= body()),
  }
}

function refuseOtherTypes({ headers }: StandardRequest): void {
  const type = headers['content-type']
  // as oRPC reads it: it takes another case for a file
  if (type === undefined || /^application\/json *(;|$)/.test(String(type))) return
  throw new ORPCError('UNSUPPORTED_MEDIA_TYPE', {
    message: `The body must be application/json, not ${String(type).slice(0, 100)}.`,
  })
}

function refuseUnsafe<Body>(body: Body): Body {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: body, depth: 1 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next
    if (typeof value !== 'object' || value === null) continue
    if (depth > MAX_DEPTH) throw badRequest(`The body is nested deeper than ${MAX_DEPTH} levels.`)
    if (isRecord(value)) refuseDangerousKeys(value)
    for (const child of Object.values(value)) open.push({ value: child, depth: depth + 1 })
  }
  return body
}

function refuseDangerousKeys(value: object): void {
  const key = DANGEROUS.find((dangerous) => Object.hasOwn(value, dangerous))
  if (key !== undefined) throw badRequest(`The body has a key named ${key}, which is not accepted.`)
}

const badRequest = (message: string) => new ORPCError('BAD_REQUEST', { message })
