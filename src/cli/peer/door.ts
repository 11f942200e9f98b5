import { DISCOVERY_LIMIT } from '../../client/discover.js'
import { type Fetch, jsonIn, limitedGet } from '../../client/limited-get.js'
import { peerUrl, under } from '../../client/peer-url.js'
import { type DiscoveryDocument, DiscoveryDocumentSchema } from '../../wire/discovery.js'
import { DISCOVERY_PATH } from '../../wire/discovery-path.js'
import { keptAnswer, type KeptAnswer } from './kept-answer.js'

/** The way to one peer. However often its discovery document is asked for, the peer is asked once; all of it has one limit. */
export interface Door {
  readonly fetch: Fetch
  /** The discovery document that was got, with the dates that it has; undefined where there is none. */
  readonly document: () => Promise<DiscoveryDocument | undefined>
  /** `GET /contract answered 404`, for each answer that was got. */
  readonly heard: readonly string[]
  /** Lets go of whatever is open. */
  readonly close: () => void
}

export function openDoor(url: string, timeoutMs: number): Door {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
  const { base } = peerUrl(url)
  const discovery = under(base, DISCOVERY_PATH)
  const heard: string[] = []
  const fetch = askedOnce(discovery, async ({ url: asked, headers }, init) => {
    // given a Request, fetch forgets its signal once that is garbage (nodejs/undici#4068), and a peer that hangs would keep this process
    const response = await globalThis.fetch(asked, { ...init, headers, signal: limit.signal })
    heard.push(`GET ${pathBelow(base, asked)} answered ${response.status}`)
    return response
  })
  return {
    fetch,
    document: () => documentFrom(discovery, fetch, limit.signal),
    heard,
    close: () => {
      clearTimeout(timer)
      limit.abort()
    },
  }
}

/** A fetch that asks for one URL once. What is too long for a document stays too long. */
function askedOnce({ href }: URL, fetch: Fetch): Fetch {
  let kept: Promise<KeptAnswer> | undefined
  return async (request, init) => {
    if (request.url !== href) return fetch(request, init)
    kept ??= fetch(request, init).then((response) => keptAnswer(response, DISCOVERY_LIMIT + 1))
    return (await kept).again()
  }
}

const pathBelow = (base: URL, url: string) => new URL(url).pathname.slice(base.pathname.replace(/\/$/, '').length)

async function documentFrom(url: URL, fetch: Fetch, signal: AbortSignal): Promise<DiscoveryDocument | undefined> {
  const answer = await limitedGet(url, { fetch, headers: new Headers(), signal, limit: DISCOVERY_LIMIT })
  return DiscoveryDocumentSchema.safeParse(jsonIn(answer)).data
}
