import { serve } from './child.js'

/** How long the slow page takes: longer than any time limit of the demo. */
const SLOW_MS = 30_000

/** The three pages; everything else is a 404. */
const pages = new Map([
  ['/', '<title>Home of the fleet</title> <a href="/docs">docs</a> <a href="/slow">slow</a>'],
  ['/docs', '<title>Docs</title> <a href="/">home</a> <a href="/docs#v1">v1</a> <a href="/docs#v2">v2</a>'],
  ['/slow', '<title>Slow</title>'],
])

await serve((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://site')
  const page = pages.get(pathname)
  const send = () => {
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html;charset=utf-8' })
    response.end(`<!doctype html>${page ?? '<title>Not found</title>'}`)
  }
  if (pathname !== '/slow') return send()
  const timer = setTimeout(send, SLOW_MS)
  response.once('close', () => clearTimeout(timer))
})
