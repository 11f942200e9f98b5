import type { AnySchema } from '@orpc/contract'
import { quickSchema } from './quick-schema.js'

/**
 * The parsed value, or throws what `refuse` makes of the schema's issues. Without a schema every value is valid. Where nothing is to
 * be changed it is the value itself, unless `copies`.
 */
export async function parseWith(
  schema: AnySchema | undefined,
  value: unknown,
  refuse: (issues: readonly unknown[]) => Error,
  copies = false,
): Promise<unknown> {
  if (schema === undefined) return value
  const validated = quickSchema(schema, copies)['~standard'].validate(value)
  const result = validated instanceof Promise ? await validated : validated
  if (result.issues) throw refuse(result.issues)
  return result.value
}
