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
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length
    if (size > limit) {
      void reader.cancel().catch(() => {})
      throw new ORPCError('PAYLOAD_TOO_LARGE')
    }
    text += decoder.decode(next.value, { stream: true })
  }
  return parseEmptyableJSON(text + decoder.decode())
}
