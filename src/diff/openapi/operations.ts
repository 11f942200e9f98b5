import { isRecord } from '../../engine/record.js'
import { asList, asRecord } from '../schema/json.js'

type Data = Readonly<Record<string, unknown>>

/** One operation of an OpenAPI document (3.0 or 3.1). */
export interface Operation {
  /** Its `operationId`, or `GET /path`. */
  readonly id: string
  readonly method: string
  readonly path: string
  /** Of JSON bodies; `undefined` where there is none. */
  readonly body: unknown
  readonly isBodyRequired: boolean
  readonly parameters: readonly Parameter[]
  /** Schemas of JSON answers by status, such as `200` or `default`. */
  readonly answers: Readonly<Record<string, unknown>>
}

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly isRequired: boolean
  readonly schema: unknown
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** Every operation of a document, by method and path. */
export function operationsOf(document: unknown): ReadonlyMap<string, Operation> {
  const root = asRecord(document)
  const paths = Object.entries(asRecord(root['paths'])).flatMap(([path, item]) => {
    const shared = asRecord(resolved(root, item))
    return methods.filter((method) => isRecord(shared[method])).map((method) => operationOf(root, path, method, shared, asRecord(shared[method])))
  })
  return new Map(paths.map((operation) => [`${operation.method} ${operation.path.replaceAll(/\{[^}]*\}/g, '{}')}`, operation]))
}

function operationOf(root: Data, path: string, method: string, shared: Data, operation: Data): Operation {
  const body = asRecord(resolved(root, operation['requestBody']))
  const parameters = [...asList(shared['parameters']), ...asList(operation['parameters'])].map((given) => parameterOf(root, asRecord(resolved(root, given))))
  const answers = Object.entries(asRecord(operation['responses'])).map(([status, answer]) => [status, jsonSchemaOf(root, asRecord(resolved(root, answer)))] as const)
  return {
    id: typeof operation['operationId'] === 'string' ? operation['operationId'] : `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    body: jsonSchemaOf(root, body),
    isBodyRequired: body['required'] === true,
    // the operation's own parameter takes the place of the path's
    parameters: [...new Map(parameters.map((one) => [`${one.in} ${one.name}`, one])).values()],
    answers: Object.fromEntries(answers),
  }
}

function parameterOf(root: Data, given: Data): Parameter {
  const schema = given['schema'] === undefined ? jsonSchemaOf(root, given) : standalone(root, given['schema'])
  return { name: String(given['name']), in: String(given['in']), isRequired: given['required'] === true, schema: schema ?? true }
}

/** The schema of the JSON among media types. */
function jsonSchemaOf(root: Data, holder: Data): unknown {
  const content = Object.entries(asRecord(holder['content'])).find(([type]) => /[/+]json\b/.test(type))
  const schema = asRecord(content?.[1])['schema']
  return schema === undefined ? undefined : standalone(root, schema)
}

function resolved(root: Data, value: unknown, hops = 16): unknown {
  const { $ref } = asRecord(value)
  if (typeof $ref !== 'string' || hops === 0) return value
  const target = $ref.replace(/^#\//, '').split('/').reduce<unknown>((at, key) => asRecord(at)[key.replaceAll('~1', '/').replaceAll('~0', '~')], root)
  return resolved(root, target, hops - 1)
}

/** The schema with the document's components at hand, where its references look for them. */
function standalone(root: Data, schema: unknown): unknown {
  const components = asRecord(asRecord(root['components'])['schemas'])
  if (!isRecord(schema) || !JSON.stringify(schema).includes('"$ref"')) return schema
  return moved({ ...schema, $defs: { ...asRecord(schema['$defs']), ...components } })
}

function moved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(moved)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, key === '$ref' && typeof child === 'string' ? child.replace('#/components/schemas/', '#/$defs/') : moved(child)]),
  )
}
