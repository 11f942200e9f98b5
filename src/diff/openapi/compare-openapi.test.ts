import { expect, it } from 'vitest'
import { compareOpenApi } from './compare-openapi.js'

const operation = (more: object = {}) => ({ operationId: 'add', responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Book' } } } } }, ...more })
const api = (post: object, components: object = {}, path = '/books/{id}') => ({
  openapi: '3.0.3', info: { version: '1.0.0' }, paths: { [path]: { post } },
  components: { schemas: { Book: { type: 'object', properties: { id: { type: 'string', nullable: true } } }, ...components } },
})
const query = (name: string, required: boolean, schema: object = {}) => ({ parameters: [{ name, in: 'query', required, schema }] })
const body = (schema: object, required = false) => ({ requestBody: { required, content: { 'application/json': { schema } } } })

const elsewhere = (type: string) => operation({ ...body({ $ref: '#/paths/~1books~1{id}/post/x-s' }), 'x-s': { type } })
const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const answers = (responses: object) => operation({ responses })

it.each([
  // what, older, newer, rules with verdicts
  ['nothing', api(operation()), api(operation()), []],
  ['the name of a path parameter', api(operation()), api(operation(), {}, '/books/{isbn}'), []],
  ['an operation that is removed', api(operation()), api(operation(), {}, '/shelves'), ['procedure-added compatible', 'procedure-removed breaking']],
  ['a required parameter', api(operation()), api(operation(query('q', true))), ['parameter-required breaking']],
  ['an optional parameter', api(operation()), api(operation(query('q', false))), ['parameter-added compatible']],
  ['a parameter that is gone', api(operation(query('q', false))), api(operation()), ['parameter-removed lossy']],
  ['the schema of a parameter', api(operation(query('q', false, { type: 'string' }))), api(operation(query('q', false, { type: 'string', minLength: 1 }))), ['min-length-added breaking']],
  ['a body that becomes required', api(operation(body({}))), api(operation(body({}, true))), ['body-required breaking']],
  ['the schema of a body', api(operation(body({ type: 'number', minimum: 0, exclusiveMinimum: false }))), api(operation(body({ type: 'number', minimum: 0, exclusiveMinimum: true }))), ['exclusive-minimum-added breaking']],
  ['a body that is gone', api(operation(body({}))), api(operation()), ['body-removed lossy']],
  ['another media type of a body', api(operation(body({}))), api(operation({ requestBody: { content: { 'text/plain': { schema: {} } } } })), ['media-type-removed breaking']],
  ['parameters of a media type', api(operation(body({}))), api(operation({ requestBody: { content: { 'Application/JSON; charset=utf-8': { schema: {} } } } })), []],
  ['any media type', api(operation(body({}))), api(operation({ requestBody: { content: { '*/*': {} } } })), []],
  ['a stream in place of JSON', api(answers({ 200: json({}) })), api(answers({ 200: { content: { 'text/event-stream': {} } } })), ['media-type-added breaking']],
  ['a stream beside JSON', api(answers({ 200: json({}) })), api(answers({ 200: { content: { ...json({}).content, 'text/event-stream': {} } } })), ['media-type-added unproven']],
  ['the events of a stream', api(answers({ 200: { content: { 'text/event-stream': { schema: { type: 'string' } } } } })), api(answers({ 200: { content: { 'text/event-stream': { schema: { type: 'number' } } } } })), ['type-changed breaking']],
  ['an answer without content', api(answers({ 200: json({}) })), api(answers({ 200: {} })), ['content-removed breaking']],
  ['a status that a range had', api(answers({ '2XX': json({ type: 'string' }) })), api(answers({ 200: json({ type: 'number' }) })), ['type-changed breaking']],
  ['a status that nothing had', api(answers({ 200: json({}) })), api(answers({ 200: json({}), 409: json({}) })), ['status-added unproven']],
  ['a header in another case', api(operation({ parameters: [{ name: 'X-A', in: 'header', required: true }] })), api(operation({ parameters: [{ name: 'x-a', in: 'header', required: true }] })), []],
  ['text in a query that was a number', api(operation(query('q', false, { type: 'integer' }))), api(operation(query('q', false, { type: 'string' }))), ['type-changed compatible']],
  ['a schema that is referred to in another place', api(elsewhere('string')), api(elsewhere('null')), ['type-changed breaking']],
  ['a component behind an answer', api(operation()), api(operation(), { Book: { type: 'object', properties: { id: { type: 'string', nullable: true, minLength: 2 } } } }), ['min-length-added compatible']],
  ['null in an answer', api(operation(), { Book: { type: 'object', properties: { id: { type: 'string' } } } }), api(operation()), ['type-changed breaking']],
])('%s is found', (_, older, newer, expected) => {
  const found = compareOpenApi(older, newer).findings.map(({ rule, verdict }) => `${rule} ${verdict}`)
  expect(found.toSorted()).toStrictEqual(expected.toSorted())
})
