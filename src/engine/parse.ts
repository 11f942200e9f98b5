import type { AnySchema } from '@orpc/contract'

/** The parsed value, or throws what `refuse` makes of the schema's issues. Without a schema every value is valid. */
export async function parseWith(
  schema: AnySchema | undefined,
  value: unknown,
  refuse: (issues: readonly unknown[]) => Error,
): Promise<unknown> {
  if (schema === undefined) return value
  const validated = schema['~standard'].validate(value)
  const result = validated instanceof Promise ? await validated : validated
  if (result.issues) throw refuse(result.issues)
  return result.value
}
