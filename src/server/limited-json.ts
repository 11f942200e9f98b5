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
  const chunks: Uint8Array[] = []
  let left = limit
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value)
    left -= next.value.length
    if (left < 0) {
      void reader.cancel().catch(() => {})
      throw new ORPCError('PAYLOAD_TOO_LARGE')
    }
  }
  return parseEmptyableJSON(utf8.decode(chunks.length === 1 ? chunks[0] : await new Blob(chunks).arrayBuffer()))
}

/** One for all: making a decoder, and decoding in parts, takes longer than a small body. */
const utf8 = new TextDecoder()
