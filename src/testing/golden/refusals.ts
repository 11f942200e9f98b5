import { isRecord } from '../../engine/record.js'
import type { GoldenPlace } from './place.js'

/** One thing that a version refuses. */
interface Refusal {
  /** `jobs.0.results`; empty for the whole payload. */
  readonly at: string
  readonly message: string
}

/** Why a version refuses a payload; nothing where it accepts it. */
export function refusalsOf({ half, details }: GoldenPlace, value: unknown): readonly Refusal[] {
  const { schema, content } = half === 'errors' ? errorSchema(details.errors, value) : { schema: details[half], content: value }
  const result = schema?.['~standard'].validate(content)
  if (result === undefined) return []
  if (result instanceof Promise) throw new TypeError('Golden payloads need schemas that validate synchronously.')
  return (result.issues ?? []).map(({ path = [], message }) => ({
    at: path.map((part) => String(isRecord(part) ? part['key'] : part)).join('.'),
    message,
  }))
}

/** A code that the contract does not know may carry anything. */
function errorSchema(errors: GoldenPlace['details']['errors'], value: unknown) {
  const { code, data } = isRecord(value) ? value : { code: undefined, data: undefined }
  const known = typeof code === 'string' && Object.hasOwn(errors, code)
  return { schema: known ? errors[code] : undefined, content: data }
}
