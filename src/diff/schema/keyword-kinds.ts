const data = new Set(['const', 'enum', 'default', 'example', 'examples'])
const named = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'])

/** Keywords that hold data: a `$ref` in there is none. */
export const isData = (keyword: string): boolean => data.has(keyword)

/** Keywords that hold schemas by name: what is called `default` in there is a schema. */
export const isNamed = (keyword: string): boolean => named.has(keyword)
