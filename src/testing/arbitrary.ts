import type { AnySchema } from '@orpc/contract'
import fc from 'fast-check'
import { fromJsonSchema } from './arbitrary/from-json-schema.js'
import { keep } from './arbitrary/keep.js'
import { describeSchema } from '../engine/schema.js'
import { isRecord } from '../engine/record.js'

/** A value as a peer may send it, and what its schema makes of it. */
export interface Sample {
  readonly wire: unknown
  readonly parsed: unknown
}

/**
 * Values that a side may send to be parsed by `schema`, of any vendor that speaks Standard JSON Schema: at its boundaries, with
 * awkward unicode, with keys named `__proto__`, very long, deep. The schema itself accepts each of them. `undefined` is sent where there is no schema.
 * @throws TypeError where the schema says too little of itself, or refuses nearly everything that its description allows
 */
export function arbitrary(schema: AnySchema | undefined): fc.Arbitrary<unknown> {
  return samples(schema).map(({ wire }) => wire)
}

/** The same values together with what parsing gives. `values` replaces the generated ones; `what` is named in errors. */
export function samples(schema: AnySchema | undefined, what = 'the schema', values?: fc.Arbitrary<unknown>): fc.Arbitrary<Sample> {
  if (schema === undefined) return fc.constant({ wire: undefined, parsed: undefined })
  const attempts = (values ?? generated(schema, what)).map((wire) => ({ wire, ...parseSync(schema, wire) }))
  return keep(attempts, ({ refusal }) => refusal, what).map(({ wire, parsed }) => ({ wire, parsed }))
}

function generated(schema: AnySchema, what: string): fc.Arbitrary<unknown> {
  try {
    return fromJsonSchema(describeSchema(schema, 'input') ?? {})
  } catch (error) {
    throw error instanceof TypeError ? new TypeError(`${what}: ${error.message}`, { cause: error }) : error
  }
}

/** What a schema makes of a value, or why it refuses it. */
export type Parsed = { readonly parsed: unknown; readonly refusal?: undefined } | { readonly parsed?: undefined; readonly refusal: string }

/** @throws TypeError where the schema validates asynchronously */
export function parseSync(schema: AnySchema | undefined, value: unknown): Parsed {
  if (schema === undefined) return { parsed: value }
  const result = schema['~standard'].validate(value)
  if (result instanceof Promise) throw new TypeError('The laws need schemas that validate synchronously.')
  if (result.issues === undefined) return { parsed: result.value }
  const [issue] = result.issues
  const path = (issue?.path ?? []).map((part) => String(isRecord(part) ? part['key'] : part)).join('.')
  return { refusal: `${path === '' ? 'the value' : path}: ${issue?.message ?? 'refused'}` }
}
