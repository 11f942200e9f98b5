import { isRecord } from '../../engine/record.js'
import { asList, asRecord, at } from '../schema/json.js'
import { type Content, contentOf } from './content.js'
import { standalone } from './standalone.js'

type Data = Readonly<Record<string, unknown>>

/** One operation of an OpenAPI document (3.0 or 3.1). */
export interface Operation {
  /** Its `operationId`, or `GET /path`. */
  readonly id: string
  readonly method: string
  readonly path: string
  readonly body: Content
  readonly isBodyRequired: boolean
  readonly parameters: readonly Parameter[]
  /** By status, such as `200`, `2XX` or `default`. */
  readonly answers: Readonly<Record<string, Content>>
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
  const answers = Object.entries(asRecord(operation['responses'])).map(([status, answer]) => [status, contentOf(root, asRecord(resolved(root, answer)))] as const)
  return {
    id: typeof operation['operationId'] === 'string' ? operation['operationId'] : `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    body: contentOf(root, body),
    isBodyRequired: body['required'] === true,
    // the operation's own parameter takes the place of the path's
    parameters: [...new Map(parameters.map((one) => [`${one.in} ${one.name}`, one])).values()],
    answers: Object.fromEntries(answers),
  }
}

function parameterOf(root: Data, given: Data): Parameter {
  const schema = given['schema'] === undefined ? Object.values(contentOf(root, given))[0] : standalone(root, given['schema'])
  const place = String(given['in'])
  return {
    // names of headers are the same in any case (RFC 9110)
    name: place === 'header' ? String(given['name']).toLowerCase() : String(given['name']),
    in: place,
    isRequired: given['required'] === true,
    schema: schema ?? true,
  }
}

const harmless = new Set(['type', 'description', 'title', 'example', 'examples', 'deprecated', 'default'])

/** What a parameter takes: in a path, a query or a header everything is text, also what was sent for a number. */
export function takenBy({ schema }: Parameter, sent: Parameter): unknown {
  const isAnyText = asRecord(sent.schema)['type'] !== 'string' && isRecord(schema) && schema['type'] === 'string' && Object.keys(schema).every((keyword) => harmless.has(keyword))
  return isAnyText ? { ...schema, type: ['string', 'number', 'boolean'] } : schema
}

function resolved(root: Data, value: unknown, hops = 16): unknown {
  const { $ref } = asRecord(value)
  return typeof $ref !== 'string' || hops === 0 ? value : resolved(root, at(root, $ref.replace(/^#/, '')), hops - 1)
}
