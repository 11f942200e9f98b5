import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server on a loopback port that the system picked. */
export interface Listening {
  /** `http://127.0.0.1:40123`, without a slash at the end. */
  readonly url: string
  /** `POST /execute` and the like, in the order of arrival. */
  readonly requests: readonly string[]
  /** Drops open connections, so that no test waits for one. */
  readonly close: () => Promise<void>
}

/** Serves a node:http listener over real HTTP until it is closed. */
export async function listen(listener: RequestListener): Promise<Listening> {
  const requests: string[] = []
  // on a busy machine the usual five seconds close a connection under the request that comes next
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    requests.push(`${request.method} ${request.url}`)
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, requests, close }
}
