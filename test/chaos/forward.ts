import { type ClientRequest, type IncomingMessage, request as send, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { PASSAGE_ID } from './call-headers.js'
import type { Fault } from './fault.js'
import type { Passage } from './passage.js'

/** A process behind an address. */
export interface Backend {
  readonly name: string
  readonly url: string
}

/** A request that has arrived whole, where it goes and what becomes of it. */
export interface Forwarded {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly body: Buffer
  /** Absent where nothing is there. */
  readonly backend: Backend | undefined
  readonly passage: Passage
  readonly lateMs: number
}

const page = (title: string) => `<!doctype html><title>${title}</title>`

/** What the gateway answers by itself: the peer gets nothing. */
const ownAnswers: Partial<Record<Fault, readonly [status: number, type: string, body: string]>> = {
  refused: [503, 'text/html', page('Service Unavailable')],
  notFound: [404, 'text/html', page('Not Found')],
  answered500: [500, 'text/html', page('Internal Server Error')],
  answeredHtml: [200, 'text/html', page('Welcome')],
  halfJson: [200, 'application/json', '{"contract":"runner","latest":"2.0.0","versions":[{"ver'],
}

/** Passes a request on, and its answer back, unless a fault is in the way. */
export function forward(forwarded: Forwarded): void {
  const { passage, backend, response } = forwarded
  const own = passage.fault && ownAnswers[passage.fault]
  if (own !== undefined) return answer(forwarded, ...own)
  // as a load balancer answers, or a host where nothing listens
  if (backend === undefined) return passage.to.startsWith('pool') ? answer(forwarded, 503, 'text/html', page('No backend')) : void response.destroy()
  passage.backend = backend.name
  const upstream = requestTo(backend, forwarded)
  upstream.on('error', () => response.destroy())
  response.on('close', () => upstream.destroy())
  if (passage.fault === 'cutRequest') return cutRequest(upstream, forwarded)
  upstream.on('response', (answered) => void passBack(answered, forwarded).catch(() => response.destroy()))
  upstream.end(forwarded.body)
}

function requestTo({ url }: Backend, { request, body, passage }: Forwarded): ClientRequest {
  const { connection: _connection, 'transfer-encoding': _encoding, ...headers } = request.headers
  const length = body.length > 0 ? { 'content-length': String(body.length) } : {}
  return send(new URL(request.url ?? '/', url), {
    method: request.method,
    agent: false,
    headers: { ...headers, ...length, [PASSAGE_ID]: passage.id },
  })
}

function cutRequest(upstream: ClientRequest, { body, response }: Forwarded): void {
  upstream.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    upstream.destroy()
    response.destroy()
  })
}

async function passBack(answered: IncomingMessage, forwarded: Forwarded): Promise<void> {
  const { response, passage, lateMs } = forwarded
  const { statusCode: status = 500, headers } = answered
  const { fault } = passage
  if (fault === 'cutAfter') return void response.destroy()
  if (fault === 'failed') return answer(forwarded, 502, 'text/html', page('Bad Gateway'))
  if (fault === 'late') await wait(lateMs)
  const { connection: _connection, 'content-length': length, ...kept } = headers
  const spoiled = fault === 'cutAnswer' || fault === 'garbled'
  response.writeHead(status, { ...kept, ...(length !== undefined && !spoiled && { 'content-length': length }) })
  for await (const chunk of answered as AsyncIterable<Buffer>) {
    if (!spoiled) response.write(chunk)
    else return half(chunk, forwarded)
  }
  passage.answered = status
  response.end()
}

function half(chunk: Buffer, { response, passage }: Forwarded): void {
  const part = chunk.subarray(0, Math.floor(chunk.length / 2))
  if (passage.fault === 'cutAnswer') return void response.write(part, () => response.destroy())
  // whole for its caller: HTTP ends it, and a 404 that says "Not f" is a 404
  passage.answered = response.statusCode
  response.end(part)
}

function answer({ response, passage }: Forwarded, status: number, type: string, body: string): void {
  passage.answered = status
  response.writeHead(status, { 'content-type': type }).end(body)
}
