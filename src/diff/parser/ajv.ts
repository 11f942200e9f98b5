import { Ajv2020 } from 'ajv/dist/2020.js'
import { isRecord } from '../../engine/record.js'
import { matches } from '../formula/matches.js'

/** What ajv says against a value, `''` for nothing; `undefined` where it cannot run the schema. */
export type Validate = (value: unknown) => string | undefined

/** What a pattern of a schema is run by: never for ever. @throws SyntaxError at what is no pattern */
const regExp = Object.assign(
  (source: string, flags: string) => {
    const expression = new RegExp(source, flags)
    const test = (text: string) => {
      const truth = matches(source, text, flags)
      if (truth === undefined) throw new RangeError(`the pattern ${source} takes too long`)
      return truth
    }
    return { test, toString: () => String(expression) }
  },
  { code: 'new RegExp' },
)

/** Of `ownProperties`: without it a field called `constructor` would always be there. */
const settings = { strict: false, validateFormats: false, validateSchema: false, logger: false, ownProperties: true, code: { regExp } } as const

/** Compiles a schema of draft 2020-12; `undefined` where ajv refuses to. */
export function compileJsonSchema(schema: unknown): Validate | undefined {
  if (typeof schema !== 'boolean' && (typeof schema !== 'object' || schema === null)) return undefined
  for (const unicodeRegExp of [true, false]) {
    try {
      const ajv = new Ajv2020({ ...settings, unicodeRegExp })
      const validate = ajv.compile(apart(schema) as object)
      return (value) => tried(() => (validate(value) ? '' : ajv.errorsText(validate.errors)))
    } catch {
      // the second attempt reads patterns as zod does
    }
  }
  return undefined
}

/** ajv 8 forgets `contains` on an empty array where `prefixItems` stands beside it: kept apart, both work. */
export function apart(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(apart)
  if (!isRecord(schema)) return schema
  const inside = Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [keyword, keyword === 'const' || keyword === 'enum' ? value : apart(value)]))
  if (!('contains' in inside && 'prefixItems' in inside)) return inside
  const { contains, minContains, maxContains, allOf, ...others } = inside
  const counted = { contains, ...(minContains !== undefined && { minContains }), ...(maxContains !== undefined && { maxContains }) }
  return { ...others, allOf: [...(Array.isArray(allOf) ? allOf : []), counted] }
}

function tried(validate: () => string): string | undefined {
  try {
    return validate()
  } catch {
    return undefined
  }
}
