/** An answer of which the beginning is kept, so that it can be read many times. */
export interface KeptAnswer {
  /** The answer anew. */
  readonly again: () => Response
}

/**
 * Keeps an answer and the first `most` bytes of its body, or a few more, and lets go of the rest. The branches of a cloned response
 * would not do: a body is let go of only when every branch is.
 */
export async function keptAnswer({ status, headers, body }: Response, most: number): Promise<KeptAnswer> {
  const bytes = await beginning(body, most)
  return { again: () => new Response(bytes.length === 0 ? null : bytes, { status, headers }) }
}

async function beginning(body: Response['body'], most: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  // leaving the loop cancels the body
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    size += chunk.byteLength
    if (size >= most) break
  }
  return Buffer.concat(chunks)
}
