import { heed, serve, tell } from './child.js'

/** How long the slow page takes: longer than any time limit of the demo. */
const SLOW_MS = 30_000

/** The three pages; everything else is a 404. */
const pages = new Map([
  ['/', '<title>Home of the fleet</title> <a href="/docs">docs</a> <a href="/slow">slow</a>'],
  ['/docs', '<title>Docs</title> <a href="/">home</a> <a href="/docs#v1">v1</a> <a href="/docs#v2">v2</a>'],
  ['/slow', '<title>Slow</title>'],
])

/** Pages below `/held` answer when the supervisor says so; it is told of every visit. */
const visits: string[] = []
const held: (() => void)[] = []
let released = false
heed(() => {
  released = true
  held.splice(0).forEach((send) => send())
})

function hold(path: string, send: () => void): void {
  visits.push(path)
  void tell({ kind: 'visited', paths: visits })
  if (released) send()
  else held.push(send)
}

await serve((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://site')
  const page = pathname.startsWith('/held/') ? '<title>Held</title>' : pages.get(pathname)
  const send = () => {
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html;charset=utf-8' })
    response.end(`<!doctype html>${page ?? '<title>Not found</title>'}`)
  }
  if (pathname.startsWith('/held/')) return hold(pathname, send)
  if (pathname !== '/slow') return send()
  const timer = setTimeout(send, SLOW_MS)
  response.once('close', () => clearTimeout(timer))
})
