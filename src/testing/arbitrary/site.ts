import type fc from 'fast-check'
import type { JsonSchema } from '../../engine/schema.js'

/** Where in a JSON Schema an arbitrary is built. */
export interface Site {
  readonly root: JsonSchema
  /** For messages: `runners[].input`. */
  readonly path: string
  /** Arrays and records around it: the deeper, the fewer elements. */
  readonly nesting: number
  /** How many references may still be followed. */
  readonly references: number
}

/** `undefined` where no value can be valid, or where recursion has to end. */
export type Built = fc.Arbitrary<unknown> | undefined

/** Builds what lies below: handed down, since schemas hold schemas. */
export type Build = (schema: unknown, site: Site) => Built

/** The site of a property below this one. */
export const below = (site: Site, key: string): Site => ({ ...site, path: site.path === '' ? key : `${site.path}.${key}` })

/** The site of the elements of an array, or of the values of a record (`*`). */
export const within = (site: Site, segment: '[]' | '*'): Site => ({
  ...(segment === '[]' ? { ...site, path: `${site.path}[]` } : below(site, '*')),
  nesting: site.nesting + 1,
})

/** A setting of a schema that counts something, such as `minLength`. */
export const countIn = (schema: JsonSchema, keyword: string, otherwise: number): number => {
  const value = schema[keyword]
  return typeof value === 'number' ? value : otherwise
}
