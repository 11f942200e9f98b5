/** Words for people, which may be anything. */
const prose = new Set(['id', 'title', 'description', 'examples', 'example', 'deprecated', 'readOnly', 'writeOnly', '$comment', 'externalDocs', 'xml'])

/** Words of zod that hold a value and no schema. */
const plain = new Set([
  'type', 'const', 'enum', 'format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf',
  'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties', 'required', 'default', 'contentEncoding', 'contentMediaType',
])

/**
 * What `.meta()` says of a schema is for readers: no parser looks at it, so that zod's own words stand in its place. Where it
 * hides a schema within, that is unknown.
 */
export function withoutMeta(jsonSchema: Record<string, unknown>, zodSchema: object, bare: () => Readonly<Record<string, unknown>>): void {
  const meta = (zodSchema as { readonly meta?: () => object | undefined }).meta?.()
  const keywords = Object.keys(meta ?? {}).filter((keyword) => !prose.has(keyword) && keyword in jsonSchema)
  if (keywords.length === 0) return
  const own = bare()
  for (const keyword of keywords) {
    delete jsonSchema[keyword]
    if (plain.has(keyword) && own[keyword] !== undefined) jsonSchema[keyword] = own[keyword]
    else if (own[keyword] !== undefined) jsonSchema['x-opaque'] = true
  }
}
