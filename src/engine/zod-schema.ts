import type { AnySchema } from '@orpc/contract'

/** What is read of a schema of zod 4, by what zod documents for libraries. */
export interface ZodSchema {
  readonly '~standard': AnySchema['~standard']
  readonly _zod: {
    readonly def: Definition
    /** Names of the classes that it is of. */
    readonly traits: ReadonlySet<string>
    readonly run: unknown
    /** The same as `run` where there are no checks. */
    readonly parse: unknown
    /** The only values of a literal or an enum. */
    readonly values?: ReadonlySet<unknown>
    /** `defaulted` where an absent value becomes another. */
    readonly optin?: string
    /** By field: the only values that it has. */
    readonly propValues?: Readonly<Record<string, ReadonlySet<unknown>>>
  }
}

interface Definition {
  readonly type: string
  readonly check?: string
  readonly coerce?: boolean
  readonly checks?: readonly { readonly _zod: { readonly def: Limit } }[]
  readonly innerType?: ZodSchema
  readonly element?: ZodSchema
  readonly shape?: Readonly<Record<string, ZodSchema>>
  readonly catchall?: ZodSchema
  readonly keyType?: ZodSchema
  readonly valueType?: ZodSchema
  readonly discriminator?: string
  readonly options?: readonly ZodSchema[]
}

interface Limit {
  readonly check: string
  readonly minimum?: number
  readonly maximum?: number
}

export const isZod = (schema: object): schema is ZodSchema => '_zod' in schema

/** Whether a schema is of this type of zod's, without coercion and checks of its own. */
export const isBare = (schema: ZodSchema | undefined, type: string): boolean =>
  schema !== undefined && schema._zod.def.type === type && schema._zod.run === schema._zod.parse && !schema._zod.def.coerce

/** Whether it checks nothing but how long a value is. */
export const hasOnlyLimits = ({ _zod: { def } }: ZodSchema): boolean =>
  (def.checks ?? []).every(({ _zod }) => _zod.def.check === 'min_length' || _zod.def.check === 'max_length')

/** Whether an absent value is valid and stays absent, as one that is `undefined` does. */
export const mayBeAbsent = (schema: ZodSchema): boolean =>
  isBare(schema, 'optional') && !schema._zod.traits.has('$ZodExactOptional') && schema._zod.def.innerType?._zod.optin !== 'defaulted'

/**
 * Whether parsing runs zod's own code alone. What an author wrote, such as a refinement that takes a nonce once, must run as often
 * as zod runs it.
 */
export function isZodsOwn({ _zod: { def } }: Pick<ZodSchema, '_zod'>, seen = new Set<object>()): boolean {
  if (seen.has(def)) return true
  seen.add(def)
  if (def.type === 'promise' || def.check === 'custom') return false
  // zod would ask for a default as it is read, and writes a `when` of its own
  const keys = Object.keys(def).filter((key) => !PASSED.has(key)) as (keyof Definition)[]
  return keys.flatMap((key) => partsOf(def[key])).every((part) => typeof part !== 'function' && (!isObject(part) || !isZod(part) || isZodsOwn(part, seen)))
}

const PASSED = new Set(['defaultValue', 'error', 'when'])

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Members, fields, checks; a value itself where it is one part. */
const partsOf = (value: unknown): readonly unknown[] => (isObject(value) && !isZod(value) ? Object.values(value) : [value])
