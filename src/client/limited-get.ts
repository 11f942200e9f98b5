/** Replaceable `fetch`. It gets a complete `Request`; redirects are not followed. */
export type Fetch = (request: Request, init: { redirect?: 'manual' | 'follow' | 'error'; signal?: AbortSignal }) => Promise<Response>

/** Looked up at each call: it may be replaced later, as instrumentation does. */
export const globalFetch: Fetch = (request, init) => globalThis.fetch(request, init)

/** What a GET gave: `text` is undefined where it was longer than the limit. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string | undefined
}

interface GetOptions {
  readonly fetch: Fetch
  readonly headers: Headers
  readonly signal: AbortSignal
  /** Most bytes read of the body. */
  readonly limit: number
}

/** One GET, of whose body no more than `limit` bytes are read. Redirects are answers like any other. */
export async function limitedGet(url: URL, { fetch, headers, signal, limit }: GetOptions): Promise<Answer> {
  // the signal of a request alone is lost to Node once the request is collected: https://github.com/nodejs/undici/issues/4068
  const response = await fetch(new Request(url, { headers, signal }), { redirect: 'manual', signal })
  return { status: response.status, headers: response.headers, text: await limitedText(response, limit) }
}

async function limitedText({ body }: Response, limit: number): Promise<string | undefined> {
  if (body === null) return ''
  const decoder = new TextDecoder()
  let [text, size] = ['', 0]
  // leaving the loop cancels the body
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > limit) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** The JSON in an answer; undefined where there is none. */
export function jsonIn({ text }: Answer): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
