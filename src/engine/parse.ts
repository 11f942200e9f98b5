import type { AnySchema, SchemaIssue } from '@orpc/contract'
import { quickSchema } from './quick-schema.js'

/** The error for what a schema has found. */
type Refuse = (issues: readonly SchemaIssue[]) => Error

/**
 * The parsed value, or a promise of it where the schema takes its time; throws what `refuse` makes of the schema's issues. Without a
 * schema every value is valid. Where nothing is to be changed it is the value itself, unless `copies`.
 */
export function parseWith(schema: AnySchema | undefined, value: unknown, refuse: Refuse, copies = false): unknown {
  if (schema === undefined) return value
  const validated = quickSchema(schema, copies)['~standard'].validate(value)
  return 'then' in validated ? Promise.resolve(validated).then((result) => valid(result, refuse)) : valid(validated, refuse)
}

function valid(result: Awaited<ReturnType<AnySchema['~standard']['validate']>>, refuse: Refuse): unknown {
  if (result.issues) throw refuse(result.issues)
  return result.value
}
