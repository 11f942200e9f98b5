import { ORPCError } from '@orpc/client'
import { type AnySchema, eventIterator, oc, validateORPCError } from '@orpc/contract'
import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { implement } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineRegistry } from '../../engine/define-registry.js'
import { compareRegistered, compareVersions } from './compare-versions.js'

const taking = (input: z.ZodType, path: `/${string}` = '/books') => oc.route({ method: 'POST', path }).input(input).output(z.object({ id: z.string() }))
const base = () => taking(z.object({ title: z.string() }))
const prefixed = (path: string) => base().route({ path: `/v2${path}` })
const data = z.object({ title: z.string() })

const versions = (older: object, newer: object) =>
  [{ version: '1.0.0', contracts: { book: older } }, { version: '2.0.0', contracts: { book: newer } }] as unknown as Parameters<typeof compareVersions>

const found = (older: object, newer: object) =>
  compareVersions(...versions(older, newer)).findings.map(({ rule, verdict, procedure, witness }) => ({ rule, verdict, procedure, witness }))

describe('between two versions of a contract', () => {
  it.each([
    // what, older, newer, rule, verdict, procedure, witness
    ['a procedure that was removed breaks', { add: base(), get: base() }, { add: base() }, 'procedure-removed', 'breaking', 'book.get', { method: 'POST', path: '/books' }],
    ['a procedure that was added does not', { add: base() }, { add: base(), get: base() }, 'procedure-added', 'compatible', 'book.get', undefined],
    ['a route that moved breaks', { add: base() }, { add: base().route({ path: '/v2/shelves' }) }, 'route-moved', 'breaking', 'book.add', { method: 'POST', path: '/books' }],
    ['another success status is read all the same', { add: base() }, { add: base().route({ successStatus: 201 }) }, 'response-status-changed', 'compatible', 'book.add', undefined],
    ['another input structure is not decided', { add: base() }, { add: base().route({ inputStructure: 'detailed' }) }, 'request-structure-changed', 'unproven', 'book.add', undefined],
    ['another output structure is not decided', { add: base() }, { add: base().route({ outputStructure: 'detailed' }) }, 'response-structure-changed', 'unproven', 'book.add', undefined],
    ['an error that was added loses its type', { add: base() }, { add: base().errors({ TAKEN: { status: 409, data } }) }, 'error-added', 'lossy', 'book.add TAKEN', { code: 'TAKEN', status: 409 }],
    ['an error that was removed does not', { add: base().errors({ TAKEN: { data } }) }, { add: base() }, 'error-removed', 'compatible', 'book.add TAKEN', undefined],
    ['an error with another status loses its type', { add: base().errors({ TAKEN: { data } }) }, { add: base().errors({ TAKEN: { status: 409, data } }) }, 'error-status-changed', 'lossy', 'book.add TAKEN', { code: 'TAKEN', status: 409 }],
    ['the data of an error is compared as an answer', { add: base().errors({ TAKEN: { data } }) }, { add: base().errors({ TAKEN: { data: z.object({}) } }) }, 'required-property-removed', 'breaking', 'book.add TAKEN', {}],
    ['an event is compared as an answer', { add: oc.output(eventIterator(z.enum(['a']))) }, { add: oc.output(eventIterator(z.enum(['a', 'b']))) }, 'enum-member-added', 'breaking', 'book.add', 'b'],
  ])('%s', (_, older, newer, rule, verdict, procedure, witness) => {
    expect(found(older, newer)).toStrictEqual([{ rule, verdict, procedure, witness }])
  })

  const run = (path: `/${string}`, shape: z.ZodRawShape) => oc.route({ method: 'GET', path }).input(z.object(shape)).output(z.object({ id: z.string() }))
  const [small, named] = [z.enum(['a', 'b']), z.string()]
  const detailed = (path: `/${string}`, params: z.ZodRawShape) => oc.route({ method: 'GET', path, inputStructure: 'detailed' }).input(z.object({ params: z.object(params) }))
  const renamed = { rule: 'route-parameters-renamed', verdict: 'compatible', procedure: 'book.get', witness: undefined }

  it.each([
    // what, older, newer, all that is found
    ['a parameter of the path gets another name', run('/run/{id}', { id: named }), run('/run/{runId}', { runId: named }), [renamed]],
    ['a parameter of the path is renamed and narrowed', run('/run/{id}', { id: named }), run('/run/{runId}', { runId: small }), [renamed, { rule: 'enum-added', verdict: 'breaking', procedure: 'book.get', witness: { runId: '' } }]],
    ['two parameters change places', run('/{x}/{y}', { x: named, y: small }), run('/{y}/{x}', { x: named, y: small }), [
      renamed,
      { rule: 'enum-added', verdict: 'breaking', procedure: 'book.get', witness: { y: '', x: 'a' } },
      { rule: 'enum-removed', verdict: 'compatible', procedure: 'book.get', witness: undefined },
    ]],
    ['parameters of parts get another name', detailed('/run/{id}', { id: named }), detailed('/run/{runId}', { runId: named }), [renamed]],
    ['a field of the body has the new name already', run('/run/{id}', { id: named, runId: named }), run('/run/{runId}', { runId: named }), [{ ...renamed, verdict: 'unproven' }]],
  ])('over the wire parameters have no names: %s', (_, older, newer, expected) => {
    expect(found({ get: older }, { get: newer })).toStrictEqual(expected)
  })

  const giving = (output: AnySchema, more: object = {}) => oc.route({ method: 'POST', path: '/books', ...more }).output(output)
  const nothing = { 'content-length': '0' }
  const optional = z.object({ title: z.string() }).optional()

  it.each([
    // what, older, newer, the rule, verdict and witness that are found
    ['a request that was optional is required', taking(optional), base(), 'request-required', 'breaking', nothing],
    ['an answer becomes optional', giving(data), giving(optional), 'response-optional', 'breaking', nothing],
    ['an answer without content becomes one without a body', giving(z.void()), giving(z.void(), { successStatus: 204 }), 'response-status-changed', 'compatible', undefined],
    ['the data of an error become optional', base().errors({ TAKEN: { data } }), base().errors({ TAKEN: { data: optional } }), 'error-data-optional', 'breaking', nothing],
    ['events become optional', giving(eventIterator(data)), giving(eventIterator(optional)), 'event-optional', 'breaking', nothing],
    ['an answer loses its body', giving(data), giving(data, { successStatus: 204 }), 'response-status-changed', 'breaking', { status: 204 }],
    ['an optional answer loses its body', giving(optional), giving(optional, { successStatus: 204 }), 'response-status-changed', 'lossy', { status: 204 }],
  ])('%s', (_, older, newer, rule, verdict, witness) => {
    expect(found({ add: older }, { add: newer })).toContainEqual(expect.objectContaining({ rule, verdict, witness }))
  })

  it.each([
    // the older route, one that is added, what older callers send there
    ['/run/{id}', '/run/list', '/run/list'],
    ['/{a}/b/{c}', '/x/{b}/d', '/x/b/d'],
    ['/files/{+path}', '/files/a/b', '/files/a/b'],
    ['/run/list', '/run/{id}', undefined],
    ['/a/{x}', '/{y}/b', undefined],
    ['/run/{id}', '/runs/list', undefined],
    ['/run/{id}', '/v2/run/list', undefined],
  ] as const)('calls of %s are taken by an added %s where it stands first', (older, added, path) => {
    const id = { id: z.string(), a: z.string(), c: z.string(), x: z.string(), y: z.string(), path: z.string() }
    const shadowed = found({ get: run(older, id) }, { get: run(older, id), other: run(added, id) }).filter(({ rule }) => rule === 'route-shadowed')
    expect(shadowed).toStrictEqual(path === undefined ? [] : [{ rule: 'route-shadowed', verdict: 'breaking', procedure: 'book.get', witness: { method: 'GET', path } }])
  })

  it('a procedure with another name and the same route is compared, not missed', () => {
    const newer = taking(z.object({ title: z.string().max(5) }))
    expect(found({ add: base() }, { create: newer })).toStrictEqual([
      { rule: 'procedure-renamed', verdict: 'compatible', procedure: 'book.add', witness: undefined },
      { rule: 'max-length-added', verdict: 'breaking', procedure: 'book.add', witness: { title: 'aaaaaa' } },
    ])
  })

  it('nothing is found where only the version in the path differs', () => {
    expect(found({ add: base() }, { add: prefixed('/books') })).toStrictEqual([])
  })

  it('an answer that becomes a stream breaks', () => {
    expect(found({ add: oc.output(z.string()) }, { add: oc.output(eventIterator(z.string())) })).toContainEqual(
      { rule: 'response-stream-changed', verdict: 'breaking', procedure: 'book.add', witness: { 'content-type': 'text/event-stream' } },
    )
  })

  it.each([
    ['an unknown code', {}],
    ['an unknown status', { TAKEN: { data } }],
  ])('oRPC itself takes an error with %s for untyped', async (_, errors) => {
    const sent = new ORPCError('TAKEN', { status: 409, defined: true, data: { title: 'x' } })
    expect((await validateORPCError(errors, sent)).defined).toBe(false)
    expect((await validateORPCError({ TAKEN: { status: 409, data } }, sent)).defined).toBe(true)
  })
})

describe('oRPC itself', () => {
  const route = (path: `/${string}`, input: z.ZodType, method: 'GET' | 'POST' = 'GET') => oc.route({ method, path }).input(input)
  const [run, list] = [route('/run/{runId}', z.object({ runId: z.string() })), route('/run/list', z.any())]
  const handler = new OpenAPIHandler({
    run: implement(run).handler(({ input }) => ({ run: input })),
    list: implement(list).handler(() => 'list'),
    swapped: implement(route('/{y}/of/{x}', z.object({ x: z.string(), y: z.enum(['a']) }))).handler(({ input }) => input),
    save: implement(route('/save', z.object({}), 'POST')).handler(() => 'saved'),
  })

  it.each([
    // what it does, the request, status and answer
    ['reads a parameter by its place', 'GET', '/run/7', 200, { run: { runId: '7' } }],
    ['lets what is fixed stand before a parameter', 'GET', '/run/list', 200, 'list'],
    ['refuses what stands at the place of another parameter', 'GET', '/b/of/a', 400, undefined],
    ['refuses a request that is left out and required', 'POST', '/save', 400, undefined],
  ])('%s', async (_, method, path, status, answer) => {
    const { response } = await handler.handle(new Request(`http://localhost${path}`, { method }))
    expect(response?.status).toBe(status)
    if (answer !== undefined) expect(await response?.json()).toStrictEqual(answer)
  })
})

describe('the version that a diff demands', () => {
  it.each([
    ['major', { add: base() }, { add: taking(z.object({ title: z.number() })) }],
    ['major', { add: base() }, { add: taking(z.object({ title: z.string().refine((title) => title !== 'a forbidden title') })) }],
    ['minor', { add: base() }, { add: taking(z.object({ title: z.string(), year: z.number().optional() })) }],
    ['patch', { add: base() }, { add: taking(z.object({ title: z.string().meta({ description: 'Of the book.' }) })) }],
    ['none', { add: base() }, { add: base() }],
  ] as const)('is %s, by contract and overall', (bump, older, newer) => {
    const report = compareVersions(...versions(older, newer))
    expect([report.bump, report.bumps]).toStrictEqual([bump, { book: bump }])
  })
})

describe('between registered versions', () => {
  const newer = taking(z.object({ name: z.string() }), '/v2/books')
  const step = { up: ({ title }: { title: string }) => ({ name: title }), down: ({ name }: { name: string }) => ({ title: name }) }
  const registry = defineRegistry({
    name: 'library',
    versions: versions({ add: base(), get: base().route({ path: '/get' }) }, { add: newer }),
    hops: [{ from: '1.0.0', to: '2.0.0', contracts: { book: { add: { request: step }, get: { unavailable: 'nobody reads' } } } }],
  })

  it('a finding names the step that handles it', () => {
    const { findings, uncovered } = compareRegistered(registry, '1.0.0', '2.0.0')
    expect(findings.filter(({ verdict }) => verdict === 'breaking').map(({ handledBy }) => handledBy)).toStrictEqual([
      'migrations/v1-v2 book.add.request',
      'migrations/v1-v2 book.get.unavailable',
    ])
    expect(uncovered).toStrictEqual([])
  })

  it('a break that no step handles is an error', () => {
    const bare = { ...registry, hops: [{ from: '1.0.0', to: '2.0.0', contracts: {} }] }
    expect(compareRegistered(bare, '1.0.0', '2.0.0').uncovered.map(({ rule }) => rule)).toStrictEqual(['required-property-added', 'procedure-removed'])
  })
})
