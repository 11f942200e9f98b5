import type { AnySchema } from '@orpc/contract'
import fc from 'fast-check'
import { proceduresOf } from '../../engine/procedures.js'
import { isRecord } from '../../engine/record.js'
import type { Registry } from '../../engine/registry.js'
import { samples } from '../arbitrary.js'
import type { GoldenDocument, GoldenPayload } from './document.js'
import type { GoldenPlace } from './place.js'
import { refusalsOf } from './refusals.js'

/** Payloads beyond this many characters help nobody who reads a difference. */
const READABLE = 1_200

/** Payloads to begin with where nobody has chosen any: a small one, a large one, and each without one of its fields. */
export function seedDocument(registry: Registry, place: GoldenPlace): GoldenDocument {
  const payloads = place.half === 'errors' ? errorPayloads(place) : named('', smallAndLarge(place.file, place.details[place.half]))
  const asked = askedOf(registry, place)
  const valid = Object.entries(payloads).map(([name, value]) => [name, { value, ...(asked && { asked }) } satisfies GoldenPayload] as const)
  return { valid: Object.fromEntries(valid), invalid: invalidPayloads(place, Object.values(payloads)) }
}

/** A request of each older version that has the procedure, for answers to belong to. */
function askedOf(registry: Registry, place: GoldenPlace): GoldenPayload['asked'] {
  const ids = registry.versions.map(({ version }) => version)
  const asked = ids.slice(0, ids.indexOf(place.version)).map((version) => [version, askedIn(registry, place, version)] as const)
  const known = asked.filter(([, request]) => request !== undefined)
  return known.length === 0 ? undefined : Object.fromEntries(known)
}

/** A request of another version for answers at a place to belong to; `undefined` where it lacks the procedure, and for requests. */
export function askedIn(registry: Registry, { contract, half, details, file }: GoldenPlace, version: string): unknown {
  const router = registry.version(version).contracts[contract]
  const request = router && proceduresOf(router).get(details.path.join('.'))?.request
  return half === 'request' || request === undefined ? undefined : smallAndLarge(file, request)[0]
}

function smallAndLarge(file: string, schema: AnySchema | undefined): readonly unknown[] {
  const generated = fc.sample(samples(schema, file), { numRuns: 300, seed: 1 }).map(({ wire }) => JSON.stringify(wire) ?? 'null')
  const readable = [...new Set(generated)].filter((text) => text.length <= READABLE && !text.includes('x-unknown')).toSorted((a, b) => a.length - b.length)
  return [readable[0], readable[readable.length - 1]].map((text) => JSON.parse(text ?? 'null') as unknown)
}

const named = (prefix: string, [smallest, large]: readonly unknown[]) => ({ [`${prefix}small`]: smallest, [`${prefix}large`]: large })

function errorPayloads(place: GoldenPlace): Readonly<Record<string, unknown>> {
  return Object.assign({}, ...Object.entries(place.details.errors).map(([code, schema]) =>
    named(`${code}, `, smallAndLarge(place.file, schema).map((data) => ({ code, data }))),
  )) as Readonly<Record<string, unknown>>
}

function invalidPayloads(place: GoldenPlace, payloads: readonly unknown[]): GoldenDocument['invalid'] {
  const isError = place.half === 'errors'
  const wrong = payloads.flatMap((payload) => {
    const whole = isError && isRecord(payload) ? payload['data'] : payload
    const keys = isRecord(whole) ? Object.keys(whole) : []
    const prefix = isError && isRecord(payload) ? `${String(payload['code'])}, ` : ''
    const wrap = (content: unknown) => (isError && isRecord(payload) ? { code: payload['code'], data: content } : content)
    return [
      [`${prefix}not an object`, wrap('text')] as const,
      ...keys.map((key) => [`${prefix}without ${key}`, wrap(Object.fromEntries(Object.entries(whole as object).filter(([other]) => other !== key)))] as const),
      ...keys.map((key) => [`${prefix}${key} of another type`, wrap({ ...(whole as object), [key]: { of: 'another type' } })] as const),
    ]
  })
  const refused = wrong.filter(([, value]) => refusalsOf(place, value).length > 0)
  return Object.fromEntries(refused.toReversed().map(([name, value]) => [name, { value, refusedAt: [] }]))
}
