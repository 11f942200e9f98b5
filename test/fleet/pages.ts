import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { serve } from '../support/serve.js'

/** A site with a page that answers at once and one that never does. */
export interface Pages {
  readonly fast: string
  readonly slow: string
  /** How often the page at `path` was asked for. */
  readonly visits: (path: '/fast' | '/slow') => number
  /** Resolves when somebody waits for the slow page. */
  readonly awaited: () => Promise<void>
  /** Resolves when whoever waits for the slow page has given up. */
  readonly givenUp: () => Promise<void>
}

/** Serves the pages for the rest of the test that calls it. */
export async function servePages(): Promise<Pages> {
  const waiting: ServerResponse[] = []
  const arrivals: (() => void)[] = []
  const site = await serve((request, response) => {
    if (request.url === '/fast') return void response.end('<title>Fast</title>')
    waiting.push(response)
    arrivals.forEach((arrived) => arrived())
  })
  const awaited = () =>
    waiting.length > 0 ? Promise.resolve() : new Promise<void>((resolve) => void arrivals.push(resolve))
  return {
    fast: `${site.url}/fast`,
    slow: `${site.url}/slow`,
    visits: (path) => site.requests.filter((request) => request === `GET ${path}`).length,
    awaited,
    givenUp: async () => {
      await awaited()
      const [first] = waiting
      if (!first?.destroyed) await once(first!, 'close')
    },
  }
}
