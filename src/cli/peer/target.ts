import { peerUrl } from '../../client/peer-url.js'

/** A peer to ask. */
export interface Target {
  /** As it was given, credentials included: it is printed nowhere. */
  readonly url: string
  /** Without credentials, query and trailing slash. */
  readonly name: string
  /** The same for every spelling of one address with one query and credentials: others may lead to another peer. Printed nowhere. */
  readonly key: string
}

/** More than one URL, or a URL and a note: a URL parser joins them to one. */
const isMany = /\s|[,;]https?:/i

/** The peer that a URL names; undefined where it names none, or text holds more than it. */
export function targetIn(url: string): Target | undefined {
  if (isMany.test(url)) return undefined
  try {
    const { name, base, authorization = '' } = peerUrl(url)
    return { url, name, key: `${name}${base.search} ${authorization}` }
  } catch {
    return undefined
  }
}

/** Text that was given for a URL, fit to be printed: what may be credentials is left out. */
export const withoutCredentials = (text: string) => text.replace(/^[^]*@/, '…@').replace(/\?[^]*$/, '?…')
