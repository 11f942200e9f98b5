import type { OutgoingHttpHeaders, RequestListener } from 'node:http'

/** Status, body (text as it is, anything else as JSON) and headers of an answer. */
export type Reply = readonly [status: number, body?: unknown, headers?: OutgoingHttpHeaders]

/** Answers `GET /contract` and the like from a table, and whatever is not in it as a host that knows no such path. */
export function replies(table: Readonly<Record<string, Reply | RequestListener>>): RequestListener {
  return (request, response) => {
    const reply = table[`${request.method} ${request.url}`] ?? [404, 'Not found']
    if (typeof reply === 'function') return reply(request, response)
    const [status, body, headers] = reply
    const isText = typeof body === 'string'
    response.writeHead(status, { 'content-type': isText ? 'text/plain;charset=UTF-8' : 'application/json', ...headers })
    response.end(isText ? body : JSON.stringify(body))
  }
}
