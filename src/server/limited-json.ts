import { ORPCError } from '@orpc/contract'
import { parseEmptyableJSON } from '@orpc/shared'

/**
 * The JSON in the body of a fetch request, `undefined` in an empty one. oRPC's own limit wraps request and stream anew, which
 * takes longer than answering a small call.
 * @throws ORPCError `PAYLOAD_TOO_LARGE` as soon as there is more than `limit` bytes; SyntaxError
 */
export async function limitedJson({ body, headers }: Request, limit: number): Promise<unknown> {
  if (body === null) return undefined
  if (Number(headers.get('content-length')) > limit) throw new ORPCError('PAYLOAD_TOO_LARGE')
  const reader = body.getReader()
  let text = ''
  let left = limit
  let decoder: typeof whole | undefined
  let last: Uint8Array | undefined
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    left -= next.value.byteLength
    // what has no length in bytes is not let through either
    if (!(left >= 0)) {
      void reader.cancel().catch(() => {})
      throw new ORPCError('PAYLOAD_TOO_LARGE')
    }
    if (last !== undefined) text += (decoder ??= new TextDecoder()).decode(last, { stream: true })
    last = next.value
  }
  return parseEmptyableJSON(text + (decoder ?? whole).decode(last))
}

/** For bodies in one piece, as small ones are: making a decoder, and decoding in parts, takes longer than answering them. */
const whole = new TextDecoder()
