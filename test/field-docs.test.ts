import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ProcedureDetails, proceduresOf } from '../src/engine/procedures.js'
import { isRecord } from '../src/engine/record.js'
import { describeSchema, type JsonSchema, type SchemaMode } from '../src/engine/schema.js'
import { registry } from '../src/registry.js'

const ajv = new Ajv2020({
  strictTypes: false,
  formats: { uri: URL.canParse, 'date-time': (text: string) => !Number.isNaN(Date.parse(text)) },
}).addVocabulary(['x-coerce', 'x-date', 'x-refine'])

/** Keywords that hold data: a `properties` in there is no schema. */
const data = new Set(['const', 'default', 'enum', 'examples'])

/** Every property in a JSON Schema, however deep, by its path such as `results[].status`. */
function propertiesIn(schema: unknown, path = ''): readonly (readonly [string, JsonSchema])[] {
  if (Array.isArray(schema)) return schema.flatMap((part) => propertiesIn(part, path))
  if (!isRecord(schema)) return []
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (data.has(keyword)) return []
    if (keyword !== 'properties') return propertiesIn(value, keyword === 'items' ? `${path}[]` : path)
    return Object.entries(value as Record<string, JsonSchema>).flatMap(([name, property]) => {
      const own = path === '' ? name : `${path}.${name}`
      return [[own, property] as const, ...propertiesIn(property, own)]
    })
  })
}

function faultsOf(schema: JsonSchema): readonly string[] {
  const { description, examples } = schema
  const undescribed = typeof description === 'string' && description !== '' ? [] : ['no description']
  if (!Array.isArray(examples) || examples.length === 0) return [...undescribed, 'no example']
  const isValid = ajv.compile(schema)
  const invalid = examples.filter((example) => !isValid(example))
  return [...undescribed, ...invalid.map((example) => `invalid example ${JSON.stringify(example)}`)]
}

/** What is missing, such as `results[].status: no example`. */
const undocumented = (schema: JsonSchema | undefined) => [
  ...new Set(propertiesIn(schema).flatMap(([path, property]) => faultsOf(property).map((fault) => `${path}: ${fault}`))),
]

const halvesOf = ({ request, response, events, errors }: ProcedureDetails) =>
  Object.entries({ request, response, events, ...errors })

/** `2.0.0 runner.execute request` and the like, with the schema. */
const halves = registry.versions.flatMap(({ version, contracts }) =>
  Object.entries(contracts).flatMap(([name, contract]) =>
    [...proceduresOf(contract)].flatMap(([id, details]) =>
      halvesOf(details).flatMap(([half, schema]) => (schema ? [[`${version} ${name}.${id} ${half}`, schema] as const] : [])),
    ),
  ),
)

const modes: readonly SchemaMode[] = ['input', 'output']

describe.each(modes)('every field has a description and a valid example (%s)', (mode) => {
  it.each(halves)('in %s', (_, schema) => {
    expect(undocumented(describeSchema(schema, mode))).toEqual([])
  })
})

it('looks at requests, responses, events and errors of either version', () => {
  const seen = halves.filter(([, schema]) => propertiesIn(describeSchema(schema, 'output')).length > 0).map(([title]) => title)
  expect(seen).toEqual(halves.map(([title]) => title))
  expect(seen).toEqual(
    expect.arrayContaining([
      '1.0.0 runner.execute request',
      '1.0.0 runner.execute RUNNER_NOT_FOUND',
      '1.0.0 orchestrator.getRun response',
      '2.0.0 runner.executeStream events',
      '2.0.0 orchestrator.watchRun events',
      '2.0.0 orchestrator.submitRun RUN_ALREADY_EXISTS',
    ]),
  )
})

const fine = { description: 'A name.', examples: ['pageTitle'] }
const named = z.string().meta(fine)
const hidden = z.object({ name: z.string() })
const entry = { description: 'An item.', examples: [{ name: 'pageTitle' }] }
const freeForm = z.unknown().meta({ description: 'A JSON Schema.', examples: [{ properties: { url: {} } }] })

it.each([
  ['documented', z.object({ name: named }), []],
  ['documented by an example that looks like a schema', z.object({ schema: freeForm }), []],
  ['undescribed', z.object({ name: z.string().meta({ examples: ['a'] }) }), ['name: no description']],
  ['described with nothing', z.object({ name: z.string().meta({ ...fine, description: '' }) }), ['name: no description']],
  ['without an example', z.object({ name: z.string().meta({ description: 'A name.' }) }), ['name: no example']],
  ['with no example in the list', z.object({ name: z.string().meta({ ...fine, examples: [] }) }), ['name: no example']],
  ['of another type than its example', z.object({ name: z.number().meta(fine) }), ['name: invalid example "pageTitle"']],
  ['another constant', z.object({ name: z.literal('job').meta(fine) }), ['name: invalid example "pageTitle"']],
  ['in another format', z.object({ name: z.url().meta(fine) }), ['name: invalid example "pageTitle"']],
  ['no date', z.object({ name: z.coerce.date().meta(fine) }), ['name: invalid example "pageTitle"']],
  ['in another', z.object({ item: hidden.meta(entry) }), ['item.name: no description', 'item.name: no example']],
  ['in a list', z.array(hidden), ['[].name: no description', '[].name: no example']],
  ['in a union', z.union([z.string(), hidden]), ['name: no description', 'name: no example']],
  ['in a record', z.record(z.string(), hidden), ['name: no description', 'name: no example']],
  ['called like a keyword', z.object({ examples: z.string().meta({ description: 'Some.' }) }), ['examples: no example']],
])('tells of a field that is %s', (_, schema, faults) => {
  expect(undocumented(describeSchema(schema, 'output'))).toEqual(faults)
})
