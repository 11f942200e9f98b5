import type { AnyContractRouter } from '@orpc/contract'
import { type ConditionalSchemaConverter, OpenAPIGenerator } from '@orpc/openapi'
import { keep } from '../engine/keep.js'
import type { ContractVersion } from '../engine/version.js'
import { describeSchema, type JsonSchema } from '../engine/schema.js'

/** Any schema that speaks Standard JSON Schema; the `x-` keywords of the engine stay inside. */
const converter: ConditionalSchemaConverter = {
  condition: (schema) => schema !== undefined,
  convert: async (schema, { strategy }) => {
    const { issues: withoutValue } = await schema!['~standard'].validate(undefined)
    return [withoutValue !== undefined, publicSchema(describeSchema(schema, strategy) ?? {}) as object]
  },
}

function publicSchema(schema: JsonSchema): unknown {
  return JSON.parse(JSON.stringify(schema, (key, value: unknown) => (key.startsWith('x-') || key === '$schema' ? undefined : value)))
}

/** Each document is generated once. */
export function openapiDocuments(name: string, prefix: string): (version: ContractVersion) => Promise<object> {
  const documents = new Map<string, Promise<object>>()
  return ({ version, contracts }) => keep(documents, version, () => openapiDocument(name, version, contracts[name]!, prefix))
}

/** The OpenAPI 3.1 document of one contract in one version. */
function openapiDocument(name: string, version: string, contract: AnyContractRouter, prefix: string): Promise<object> {
  return new OpenAPIGenerator({ schemaConverters: [converter] }).generate(contract, {
    info: { title: `${name} contract`, version },
    servers: [{ url: prefix || '/' }],
  })
}
