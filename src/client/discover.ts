import { toFetchHeaders } from '@orpc/standard-server-fetch'
import { ContractError } from '../engine/errors.js'
import type { Offer } from '../engine/negotiation/offer.js'
import type { Registry } from '../engine/registry.js'
import { DiscoveryDocumentSchema } from '../wire/discovery.js'
import { DISCOVERY_PATH } from '../wire/discovery-path.js'
import { headerNames } from '../wire/headers.js'
import { readSupported } from '../wire/read-supported.js'
import { untilAborted } from './abort.js'
import type { PlainHeaders } from './call-context.js'
import { type Asked, noEvidence, notA, unreachable } from './discovery-errors.js'
import { type Answer, type Fetch, globalFetch, jsonIn, limitedGet } from './limited-get.js'
import type { OldPeer, PlainAnswer } from './old-peer.js'
import type { PeerAgreement } from './peer-agreement.js'
import { peerUrl, under } from './peer-url.js'
import { mergeHeaders } from './request-headers.js'

/** What a peer offers, and how that was found out. */
export interface Discovered {
  readonly offered: Offer
  readonly source: Exclude<PeerAgreement['source'], 'pin'>
}

/** Whom to ask, for what, and how. */
export interface DiscoverOptions {
  /** Its name is the prefix of the headers. */
  readonly registry: Pick<Registry, 'name'>
  /** The contract that is expected, such as `runner`. */
  readonly contract: string
  readonly url: string | URL
  readonly headers?: PlainHeaders | (() => Promise<PlainHeaders>) | undefined
  /** Used instead of the global `fetch`. */
  readonly fetch?: Fetch | undefined
  /** Limit of the whole discovery in milliseconds, bodies included; 5,000 unless said. */
  readonly timeoutMs?: number | undefined
  /** How a peer older than discovery is recognised; without it none is. */
  readonly oldPeer?: OldPeer | undefined
}

/** Longest discovery document, and longest answer of an old peer, that are read, in bytes. */
export const DISCOVERY_LIMIT = 64 * 1024
const EVIDENCE_LIMIT = 1024 * 1024

/**
 * Finds out what a peer offers. Only evidence counts: whatever says nothing about the peer's version is an error.
 * @throws ContractError `PEER_UNREACHABLE` for a refused connection, no answer in time, 401, 403, 429 and 5xx;
 * `NOT_A_RUNNER` for any other answer that is not this contract's
 */
export async function discover(options: DiscoverOptions): Promise<Discovered> {
  const { registry, contract, url, timeoutMs = 5000, oldPeer } = options
  const signal = AbortSignal.timeout(timeoutMs)
  const { name } = peerUrl(url)
  const headers = ownHeaders(options)
  const asked = { registry, peer: name, contract, oldPeer, header: headerNames(registry.name).supported, get: getter(options, headers, signal) }
  try {
    return await untilAborted(ask(asked), signal)
  } catch (error) {
    // headers that cannot be made are this side's own affair and say nothing of the peer
    if (error instanceof ContractError || (await failureOf(headers, signal)) === error) throw error
    throw unreachable(asked, signal.aborted ? `no answer within ${timeoutMs} ms` : reasonOf(error), { cause: error })
  }
}

interface Asking extends Asked {
  readonly registry: Pick<Registry, 'name'>
  readonly header: string
  readonly get: (path: string, limit: number) => Promise<Answer>
}

async function ask(asked: Asking): Promise<Discovered> {
  const answer = await asked.get(DISCOVERY_PATH, DISCOVERY_LIMIT)
  if (answer.status === 200) return readDocument(asked, answer)
  if (answer.status !== 404) throw noEvidence(asked, `GET ${DISCOVERY_PATH}`, answer.status)
  const offered = readSupported(answer.headers.get(asked.header) ?? undefined)
  if (offered === undefined) return recognise(asked, plain(answer))
  // a handler of ours always answers discovery, under its own prefix
  throw notA(asked, `${asked.registry.name} contracts are served there, but not under this path`)
}

function readDocument(asked: Asking, answer: Answer): Discovered {
  const { success, data } = DiscoveryDocumentSchema.safeParse(jsonIn(answer))
  if (!success) throw notA(asked, `GET ${DISCOVERY_PATH} answered 200 with something else than a discovery document`)
  if (data.contract !== asked.contract) throw notA(asked, `it says that it is a ${JSON.stringify(data.contract.slice(0, 64))}`)
  return { offered: data.versions.map(({ version }) => version), source: 'discovery' }
}

/** 404 on `/contract` is what any host answers: an old peer must show itself. */
async function recognise(asked: Asking, discovery: PlainAnswer): Promise<Discovered> {
  const { oldPeer } = asked
  if (oldPeer === undefined) throw notA(asked, `GET ${DISCOVERY_PATH} answered 404`)
  const path = oldPeer.path()
  const answer = await asked.get(path, EVIDENCE_LIMIT)
  if (await oldPeer.recognise(plain(answer), discovery)) return { offered: [oldPeer.version], source: 'evidence' }
  throw noEvidence(asked, `GET ${DISCOVERY_PATH} answered 404 and GET ${path}`, answer.status)
}

const plain = (answer: Answer): PlainAnswer => ({ status: answer.status, body: jsonIn(answer) })

async function ownHeaders({ url, headers = {} }: DiscoverOptions): Promise<Headers> {
  const { authorization } = peerUrl(url)
  return toFetchHeaders(mergeHeaders({ authorization }, typeof headers === 'function' ? await headers() : headers))
}

/** Why making headers failed; undefined where it did not, or has not ended in time. */
function failureOf(headers: Promise<Headers>, signal: AbortSignal): Promise<unknown> | undefined {
  return signal.aborted ? undefined : headers.then(() => undefined, (error: unknown) => error)
}

function getter({ url, fetch = globalFetch }: DiscoverOptions, headers: Promise<Headers>, signal: AbortSignal): Asking['get'] {
  const { base } = peerUrl(url)
  return async (path, limit) => limitedGet(under(base, path), { fetch, headers: await headers, limit, signal })
}

/** fetch says only that it failed: its cause says why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error as { readonly cause?: { readonly code?: string; readonly message?: string } }
  return cause?.code ?? (cause?.message || error.message)
}
