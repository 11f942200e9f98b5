import type { Problem } from './errors.js'
import { segmentsOf } from './loss.js'
import type { ProcedureDetails } from './procedures.js'
import { isRecord } from './record.js'
import type { ProcedureSteps } from './runtime-hop.js'
import { describeSchema, type JsonSchema } from './schema.js'

/** Losses and normalisations whose path the schema that they speak of does not have: a typing error would hide a loss for ever. */
export function checkLossPaths(
  where: string,
  older: ProcedureDetails,
  newer: ProcedureDetails,
  steps: ProcedureSteps,
): readonly Problem[] {
  return (['request', 'response', 'events'] as const).flatMap((half) => {
    const { losses = [], normalises = [] } = steps[half] ?? {}
    const declared = [...losses, ...normalises.map((rule) => ({ ...rule, direction: 'up' as const }))]
    return declared
      .filter(({ path, direction = 'down' }) => {
        const schema = describeSchema((direction === 'down' ? newer : older)[half], 'output')
        return schema !== undefined && !hasPath(schema, segmentsOf(path), schema)
      })
      .map(({ path }) => unknownPath(where, half, path))
  })
}

const unknownPath = (where: string, half: string, path: string): Problem => ({
  rule: 'loss-path-unknown',
  where,
  problem: `its ${half} has no ${path}`,
  fix: 'Correct the path of the loss: `a.b`, `list[].c`, `record.*`.',
})

function hasPath(schema: unknown, [segment, ...rest]: readonly string[], root: JsonSchema): boolean {
  if (segment === undefined) return true
  if (!isRecord(schema)) return schema === true
  if (typeof schema['$ref'] === 'string') return hasPath(resolve(root, schema['$ref']), [segment, ...rest], root)
  const branches = ['anyOf', 'oneOf', 'allOf'].flatMap((word) => (Array.isArray(schema[word]) ? schema[word] : []))
  if (branches.some((branch) => hasPath(branch, [segment, ...rest], root))) return true
  return childrenAt(schema, segment).some((child) => hasPath(child, rest, root))
}

function childrenAt(schema: JsonSchema, segment: string): readonly unknown[] {
  if (schema['type'] === undefined && !('anyOf' in schema || 'oneOf' in schema || 'allOf' in schema)) return [true]
  if (segment === '[]') return [schema['items'], schema['prefixItems']].flat().filter((child) => child !== undefined)
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  if (segment === '*') return [schema['additionalProperties'], ...Object.values(properties)].filter(Boolean)
  if (Object.hasOwn(properties, segment)) return [properties[segment]]
  return [schema['additionalProperties']].filter(Boolean)
}

function resolve(root: JsonSchema, ref: string): unknown {
  const parts = ref.replace(/^#\/?/, '').split('/').filter((part) => part !== '')
  return parts.reduce<unknown>((node, part) => (isRecord(node) ? node[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined), root)
}
