import { performance } from 'node:perf_hooks'
import { createArbiter } from '../../client/arbiter.js'
import { ContractError, isContractError } from '../../engine/errors.js'
import type { Asking } from './asking.js'
import { type Door, openDoor } from './door.js'
import type { PeerReport, SpokenVersion } from './peer-report.js'
import { type Recognised, recognised } from './recognised.js'
import type { Target } from './target.js'

/** Asks a peer what it is and speaks, and agrees with it as a client would. Whatever goes wrong is part of the report. */
export async function askPeer(target: Target, asking: Asking): Promise<PeerReport> {
  const began = performance.now()
  const door = openDoor(target.url, asking.timeoutMs)
  const answer = await answerFrom(target, asking, door).catch((error: unknown) => silence(target, asking, error))
  door.close()
  return { peer: target.name, ...answer, ms: Math.round(performance.now() - began) }
}

type Answer = Omit<PeerReport, 'peer' | 'ms'>

async function answerFrom(target: Target, asking: Asking, door: Door): Promise<Answer> {
  const found = await recognised(target, asking, door)
  const { contract, source } = found
  const spoken = { contract, source, versions: await versionsOf(found, door) }
  try {
    const { version } = createArbiter({ registry: asking.registry, contract, peer: target.name, terms: asking.terms }).afterProbe(found)
    return { ...spoken, agreed: version, error: null }
  } catch (error) {
    return { ...spoken, agreed: null, error: told(target, asking, error) }
  }
}

/** The dates are the peer's own: only its document has them. */
async function versionsOf({ source, offered }: Recognised, door: Door): Promise<readonly SpokenVersion[]> {
  const document = source === 'discovery' ? await door.document() : undefined
  if (document === undefined) return [offered].flat().map((version) => ({ version, deprecated: null, sunset: null }))
  return document.versions.map(({ version, deprecated, sunset }) => ({ version, deprecated: deprecated ?? null, sunset: sunset ?? null }))
}

const silence = (target: Target, asking: Asking, error: unknown): Answer => ({
  contract: null,
  source: null,
  versions: [],
  agreed: null,
  error: told(target, asking, error),
})

/** One peer never ends the asking of others, not even by a defect of this side. */
function told({ name }: Target, { contracts }: Asking, error: unknown): NonNullable<PeerReport['error']> {
  const unreachable = (reason: string) => new ContractError('PEER_UNREACHABLE', { peer: name, contract: contracts.join(' or '), reason })
  const { code, message, details } = isContractError(error) ? error : unreachable(error instanceof Error ? error.message : String(error))
  return { code, message, details }
}
