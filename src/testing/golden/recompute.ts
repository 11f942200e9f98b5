import type { Chain } from '../../engine/chain.js'
import { convertErrorPayload } from '../../engine/error-payload.js'
import { convertPayload } from '../../engine/payload.js'
import { refusalIn } from '../../engine/refusal.js'
import type { Registry } from '../../engine/registry.js'
import { newIds } from '../laws/asked.js'
import { throughText } from '../laws/wire.js'
import type { Becomes, GoldenArrival, GoldenArrivals, GoldenDocument, GoldenPayload, RefusedPayload } from './document.js'
import type { GoldenPlace } from './place.js'
import { refusalsOf } from './refusals.js'

/**
 * The same payloads with what they become now in each of the older `versions`, or why they are refused. Ids that a conversion
 * makes up are the same in every run.
 * @throws TypeError naming a payload that is valid and should not be, or the other way round
 */
export async function recomputed(registry: Registry, place: GoldenPlace, document: GoldenDocument, versions: readonly string[]): Promise<GoldenDocument> {
  const valid: Record<string, GoldenPayload> = {}
  for (const [name, payload] of Object.entries(document.valid)) valid[name] = await converted(registry, place, name, payload, versions)
  const invalid = Object.entries(document.invalid).map(([name, { value }]) => [name, refused(place, name, value)] as const)
  return { valid, invalid: Object.fromEntries(invalid) }
}

function refused(place: GoldenPlace, name: string, value: unknown): RefusedPayload {
  const refusals = refusalsOf(place, value)
  if (refusals.length === 0) throw new TypeError(`${place.file}: ${place.version} accepts what stands under invalid: ${name}`)
  return { value, refusedAt: refusals.map(({ at }) => at) }
}

async function converted(registry: Registry, place: GoldenPlace, name: string, { value, asked }: GoldenPayload, versions: readonly string[]): Promise<GoldenPayload> {
  const [refusal] = refusalsOf(place, value)
  if (refusal) throw new TypeError(`${place.file}: ${place.version} refuses what stands under valid: ${name}: ${refusal.at}: ${refusal.message}`)
  const becomes: Record<string, Becomes> = {}
  for (const version of versions) becomes[version] = await becoming(registry, place, value, version, asked?.[version])
  return { value, ...(asked && { asked }), ...(versions.length > 0 && { becomes }) }
}

/**
 * What the payloads of an older version, at `place`, become now in the newer `version`. Answers keep the request that they were
 * given in `before`; new ones get `asked`.
 */
export async function arrivals(registry: Registry, place: GoldenPlace, { valid }: GoldenDocument, version: string, before: GoldenArrivals, asked: unknown): Promise<GoldenArrivals> {
  const entries: [string, GoldenArrival][] = []
  for (const [name, { value }] of Object.entries(valid)) {
    const request = Object.hasOwn(before, name) ? before[name]?.asked : asked
    const becomes = await becoming(registry, place, value, version, request)
    entries.push([name, { ...(request !== undefined && { asked: request }), becomes }])
  }
  return Object.fromEntries(entries)
}

async function becoming(registry: Registry, place: GoldenPlace, value: unknown, version: string, request: unknown): Promise<Becomes> {
  const { contract, details, half } = place
  const towards = registry.chain(contract, details.path, place.version, version)
  if (towards.ending.kind === 'unavailable') return { unavailable: towards.ending.reason }
  if (towards.ending.kind === 'emulated') return { emulated: true }
  // an answer belongs to a call of the other version
  const chain = half === 'request' ? towards : registry.chain(contract, details.path, version, place.version)
  try {
    if (half === 'errors') return { value: await errorBecoming(chain, value as ErrorPayload, request), losses: [] }
    const { value: result, losses } = await convertPayload(chain, value, { half, newId: newIds(), request })
    return { value: throughText(result), losses: losses.map(({ path, reason }) => `${path}: ${reason}`) }
  } catch (error) {
    const refusal = refusalIn(error)
    if (refusal) return { refused: refusal.message }
    throw error
  }
}

interface ErrorPayload {
  readonly code: string
  readonly data?: unknown
}

/** The words of an error are for people, and may change. */
async function errorBecoming(chain: Chain, { code, data }: ErrorPayload, request: unknown): Promise<unknown> {
  const { defined, code: arrived, status, data: told } = await convertErrorPayload(chain, { code, data, message: '' }, { newId: newIds(), request })
  return throughText({ defined, code: arrived, status, data: told })
}
