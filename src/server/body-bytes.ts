import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ReceivedRequest } from './standard.js'

/** The bytes of a body as a runtime hands them out. */
export interface BodyBytes {
  /** What the sender says; NaN where it says nothing. */
  readonly length: number
  readonly next: () => Promise<{ readonly done?: boolean | undefined; readonly value?: Uint8Array | undefined }>
  /** Nobody will read the rest. */
  readonly leave: () => void
}

/** Of a fetch request; undefined where it has no body. */
export function fetchBytes({ body }: Request, headers: ReceivedRequest['headers']): BodyBytes | undefined {
  if (body === null) return undefined
  const reader = body.getReader()
  return { length: Number(headers['content-length']), next: () => reader.read(), leave: () => void reader.cancel().catch(() => {}) }
}

/** Of a request of `node:http`, whose connection ends with the answer where the rest is left: the sender may go on for long. */
export function nodeBytes(request: IncomingMessage, response: ServerResponse): BodyBytes {
  const chunks = request[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined>
  const leave = () => {
    // HTTP/2 has no such header
    if (!('stream' in response) && !response.headersSent) response.setHeader('connection', 'close')
  }
  return { length: Number(request.headers['content-length']), next: () => chunks.next(), leave }
}
