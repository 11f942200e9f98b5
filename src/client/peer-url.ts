/** Where a peer is: its address without credentials, and what to call it. */
export interface PeerUrl {
  /** The base of every request; its query stays, its credentials do not. */
  readonly base: URL
  /** For errors, hooks and caches: neither credentials, query nor trailing slash. */
  readonly name: string
  /** `Basic …`, where the URL had credentials: fetch refuses them in a URL. */
  readonly authorization?: string
}

/** Reads a base URL. @throws TypeError where it is none for HTTP */
export function peerUrl(url: string | URL): PeerUrl {
  const base = new URL(url)
  if (!/^https?:$/.test(base.protocol)) throw new TypeError(`The URL of a peer begins with "http:" or "https:", not with "${base.protocol}"`)
  const credentials = [base.username, base.password].map(decoded).join(':')
  base.username = ''
  base.password = ''
  const name = inOnePiece(`${base.origin}${base.pathname}`.replace(/\/+$/, ''))
  return credentials === ':' ? { base, name } : { base, name, authorization: `Basic ${base64(credentials)}` }
}

/** `path` below a base URL. */
export function under(base: URL, path: string): URL {
  const url = new URL(base)
  url.pathname = `${base.pathname.replace(/\/$/, '')}${path}`
  return url
}

/** Where a `%` encodes nothing it stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Names are kept for each peer, and a slice or concatenation keeps in memory whatever it is made of. */
const inOnePiece = (text: string): string => JSON.parse(JSON.stringify(text))

const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
