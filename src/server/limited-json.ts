import { ORPCError } from '@orpc/contract'
import { parseEmptyableJSON } from '@orpc/shared'
import type { BodyBytes } from './body-bytes.js'

/**
 * The JSON in a body, `undefined` in an empty one. oRPC's own limit wraps a fetch request and its stream anew, which takes longer than
 * answering a small call; and where nobody reads the body of a request of Node's, it throws where nothing can catch it.
 * @throws ORPCError `PAYLOAD_TOO_LARGE` as soon as there is more than `limit` bytes; SyntaxError
 */
export async function limitedJson(bytes: BodyBytes | undefined, limit: number): Promise<unknown> {
  if (bytes === undefined) return undefined
  let text = ''
  let left = limit
  if (bytes.length > limit) throw tooLarge(bytes)
  let decoder: typeof whole | undefined
  let last: Uint8Array | undefined
  for (let { done, value } = await bytes.next(); !done; { done, value } = await bytes.next()) {
    left -= value!.byteLength
    // what has no length in bytes is not let through either
    if (!(left >= 0)) throw tooLarge(bytes)
    if (last !== undefined) text += (decoder ??= new TextDecoder()).decode(last, { stream: true })
    last = value
  }
  return parseEmptyableJSON(text + (decoder ?? whole).decode(last))
}

/** For bodies in one piece, as small ones are: making a decoder, and decoding in parts, takes longer than answering them. */
const whole = new TextDecoder()

function tooLarge({ leave }: BodyBytes): Error {
  leave()
  return new ORPCError('PAYLOAD_TOO_LARGE')
}
