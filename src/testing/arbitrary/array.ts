import fc from 'fast-check'
import type { JsonSchema } from '../../engine/schema.js'
import { type Build, type Built, countIn, type Site, within } from './site.js'

/** How many elements beyond the fewest, by how many arrays and records are around. */
const sizes = [4, 3, 2]

/** The longest list that is made to reach `maxItems`. */
const LONGEST = 100

/** Arrays and tuples of a schema: empty, shortest and longest ones, too. */
export function arrays(schema: JsonSchema, site: Site, build: Build): Built {
  const heads = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : []
  const built = heads.map((head) => build(head, within(site, '[]')))
  const first = built.filter((head) => head !== undefined)
  const [min, max] = [countIn(schema, 'minItems', 0), countIn(schema, 'maxItems', Infinity)]
  if (first.length < built.length) return min > first.length ? undefined : fc.constant([])
  const rest = list(schema, site, build, Math.max(0, min - heads.length), max - heads.length)
  if (rest === undefined) return undefined
  return heads.length === 0 ? rest : fc.tuple(fc.tuple(...first), rest).map(([head, tail]) => [...head, ...tail])
}

function list(schema: JsonSchema, site: Site, build: Build, min: number, max: number): fc.Arbitrary<unknown[]> | undefined {
  const isTuple = Array.isArray(schema['prefixItems'])
  const items = schema['items'] === undefined && isTuple ? undefined : build(schema['items'], within(site, '[]'))
  if (items === undefined || max <= 0) return min > 0 ? undefined : fc.constant([])
  const usual = Math.min(max, min + (sizes[site.nesting] ?? 1))
  const of = (least: number, most: number) => listOf(items, least, most, schema['uniqueItems'] === true)
  const weighted = [{ weight: 20, arbitrary: of(min, usual) }]
  if (max <= LONGEST && max > usual) weighted.push({ weight: 1, arbitrary: of(max, max) })
  if (max > 24 && site.nesting === 0) weighted.push({ weight: 1, arbitrary: of(min, Math.max(min, 24)) })
  return fc.oneof(...weighted)
}

const listOf = (items: fc.Arbitrary<unknown>, minLength: number, maxLength: number, isUnique: boolean) =>
  isUnique
    ? fc.uniqueArray(items, { minLength, maxLength, size: 'max', selector: (item) => JSON.stringify(item) })
    : fc.array(items, { minLength, maxLength, size: 'max' })
