import { oc } from '@orpc/contract'
import { implement } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineHop, type Hop } from '../engine/define.js'
import { defineRegistry } from '../engine/define-registry.js'
import type { Loss } from '../engine/errors.js'
import { createContractHandler } from './index.js'

const Book = z.object({ title: z.string(), printed: z.date().optional() })

const v1 = {
  find: oc.route({ method: 'POST', path: '/find' }).input(z.object({ title: z.string(), shelf: z.string().optional() })).output(Book),
  burn: oc.route({ method: 'POST', path: '/burn' }).input(z.object({ title: z.string() })).output(z.object({ ashes: z.number() })),
  count: oc.route({ method: 'GET', path: '/count' }).output(z.object({ books: z.number() })),
  lend: oc.route({ method: 'POST', path: '/lend' }).input(z.object({ days: z.number() })).output(z.object({ days: z.number() })),
}
const v2 = oc.prefix('/v2').router({
  find: oc.route({ method: 'POST', path: '/find' }).input(z.object({ title: z.string() })).output(Book),
  list: oc.route({ method: 'GET', path: '/list' }).output(z.array(z.string())),
  lend: oc.route({ method: 'POST', path: '/lend' }).input(z.object({ days: z.number().max(30) })).output(z.object({ days: z.number().max(30) })),
})

const books = {
  find: {
    request: {
      up: ({ title }) => ({ title }),
      down: ({ title }) => ({ title }),
      losses: [{ path: 'shelf', reason: 'v2 has no shelves', direction: 'up', policy: 'reject' }],
    },
  },
  burn: { unavailable: 'v2 burns no books' },
  count: { emulated: async (_request, { newer }) => ({ books: (await newer.list()).length }) },
  list: { unavailable: 'v1 cannot list books' },
  // wrong on purpose: the types cannot see the limit of 30 days
  lend: { request: { up: ({ days }) => ({ days }), down: ({ days }) => ({ days }) }, response: { up: ({ days }) => ({ days }), down: ({ days }) => ({ days }) } },
} satisfies Hop<typeof v1, typeof v2>

const registry = defineRegistry({
  name: 'city-library',
  versions: [
    { version: '1.0.0', contracts: { books: v1 }, deprecated: '2026-07-01', sunset: '2027-01-31' },
    { version: '2.0.0', contracts: { books: v2 } },
  ],
  hops: [defineHop({ from: '1.0.0', to: '2.0.0', contracts: { books } })],
})

const os = implement(v2)
const router = os.router({
  find: os.find.handler(({ input }) => ({ title: input.title, printed: new Date(0) })),
  list: os.list.handler(() => ['Emma', 'Ulysses']),
  lend: os.lend.handler(({ input }) => input),
})
const losses: Loss[] = []
const handler = createContractHandler(registry, 'books', { router, onLoss: (loss) => losses.push(loss) })

const call = async (path: string, body?: unknown, serve: typeof handler = handler) => {
  const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const answer = await serve(new Request(`http://library.test${path}`, init))
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as unknown }
}

describe('a registry of other contracts', () => {
  it.each([
    // what an older caller asks, body, status, answer
    ['/count', undefined, 200, { books: 2 }],
    ['/find', { title: 'Emma' }, 200, { title: 'Emma', printed: '1970-01-01T00:00:00.000Z' }],
    [
      '/burn',
      { title: 'Emma' },
      501,
      { defined: false, code: 'PROCEDURE_UNAVAILABLE', data: { procedure: 'books.burn', version: '2.0.0', reason: 'v2 burns no books' } },
    ],
    [
      '/find',
      { title: 'Emma', shelf: 'B7' },
      422,
      { defined: false, code: 'LOSSY_CONVERSION', data: { procedure: 'books.find', from: '1.0.0', to: '2.0.0', losses: [{ path: 'shelf' }] } },
    ],
    [
      '/lend',
      { days: 31 },
      500,
      { defined: false, code: 'CONVERSION_INVALID', data: { procedure: 'books.lend', half: 'request', from: '1.0.0', to: '2.0.0' } },
    ],
    ['/lend', { days: 'x' }, 400, { defined: false, code: 'BAD_REQUEST', message: 'Input validation failed' }],
  ])('answers %s with the body %j in its first version: %i %j', async (path, body, status, answer) => {
    const answered = await call(path, body)
    expect([answered.status, answered.body]).toMatchObject([status, answer])
  })

  it('names its headers after itself and says what is deprecated', async () => {
    const { headers } = await call('/count')
    expect(Object.fromEntries([...headers].filter(([name]) => name !== 'content-type'))).toStrictEqual({
      'city-library-contract-supported': '1.0.0, 2.0.0',
      'city-library-contract-version': '1.0.0',
      deprecation: '@1782864000',
      sunset: 'Sun, 31 Jan 2027 23:59:59 GMT',
      link: '</v2/openapi.json>; rel="successor-version"; type="application/json"',
    })
  })

  it('links to no version that it does not serve', async () => {
    const { headers } = await call('/lend', { days: 1 }, createContractHandler(registry, 'books', { router, versions: ['1.0.0'] }))
    expect([headers.get('deprecation'), headers.get('link')]).toStrictEqual(['@1782864000', null])
  })

  it('says the dates of its versions at discovery', async () => {
    expect((await call('/contract')).body).toStrictEqual({
      contract: 'books',
      latest: '2.0.0',
      versions: [{ version: '1.0.0', deprecated: '2026-07-01', sunset: '2027-01-31' }, { version: '2.0.0' }],
    })
  })

  it.each([
    // policy, status, losses told
    ['report', 200, ['shelf']],
    ['allow', 200, []],
    ['reject', 422, []],
  ] as const)('does with lossy requests of older callers as told: %s', async (policy, status, told) => {
    losses.length = 0
    const serve = createContractHandler(registry, 'books', { router, losses: policy, onLoss: (loss) => losses.push(loss) })
    expect((await call('/find', { title: 'Emma', shelf: 'B7' }, serve)).status).toBe(status)
    expect(losses.map(({ path }) => path)).toStrictEqual(told)
  })

  it('keeps its own keywords out of OpenAPI documents', async () => {
    const document = JSON.stringify((await call('/openapi.json')).body)
    expect(document).toContain('"printed":{"type":"string","format":"date-time"}')
  })

  it('takes a request that is an object of nothing but json for what it is', async () => {
    const open = oc.route({ method: 'POST', path: '/save' }).input(z.object({ json: z.unknown() })).output(z.unknown())
    const saving = defineRegistry({ name: 'store', versions: [{ version: '1.0.0', contracts: { files: { save: open } } }], hops: [] })
    const save = implement({ save: open }).save.handler(({ input }) => input)
    const serve = createContractHandler(saving, 'files', { router: { save } })
    const answer = await serve(new Request('http://store.test/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"json":7}' }))
    expect([answer.status, await answer.json()]).toStrictEqual([200, { json: 7 }])
  })
})
