import { oc } from '@orpc/contract'
import { StandardOpenAPIHandler } from '@orpc/openapi/standard'
import { type AnyRouter, implement, lazy, os } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { quickRouter } from './quick-router.js'

const BookSchema = z.object({ title: z.string().min(1) })
const contract = { book: { put: oc.route({ method: 'PUT', path: '/book' }).input(BookSchema).output(z.object({ title: z.string().max(5) })) } }
const put = os.route({ method: 'PUT', path: '/book' }).input(BookSchema).output(z.object({ title: z.string().max(5) })).handler(({ input }) => input)
const typed = implement(contract)
const typedPut = typed.book.put.handler(({ input }) => input)
const extra = os.route({ method: 'GET', path: '/extra' }).handler(() => 'more')

const routers = {
  'of procedures': { book: { put }, extra },
  'of a contract': typed.router({ book: { put: typedPut } }),
  'of a contract, with a lazy part': typed.router({ book: lazy(async () => ({ default: { put: typedPut } })) }),
  'of a module with more than procedures': { book: { put, none: undefined as never, nothing: null as never, helper: (() => 'no procedure') as never }, extra },
  'that inherits procedures': Object.create({ book: { put }, extra }) as AnyRouter,
  'of lazy parts': { book: os.prefix('/').lazy(async () => ({ default: { put } })), extra: lazy(async () => ({ default: extra })) },
} satisfies Record<string, AnyRouter>

async function answer(router: AnyRouter, [method, path, body]: readonly [string, string, unknown?]) {
  const handler = new StandardOpenAPIHandler(router, {})
  const { response } = await handler.handle(
    { method, url: new URL(`http://books.test${path}`), headers: {}, signal: undefined, body: async () => body },
    { context: {} },
  )
  return response && { status: response.status, body: response.body }
}

describe('quickRouter', () => {
  it.each(Object.entries(routers))('a router %s answers as before', async (_, router) => {
    const calls = [
      ['PUT', '/book', { title: 'Emma' }],
      ['PUT', '/book', { title: '' }],
      ['PUT', '/book', { title: 'Persuasion' }],
      ['PUT', '/book', { title: 'Emma', shelf: 1 }],
      ['GET', '/extra'],
      ['GET', '/elsewhere'],
    ] as const
    const [quick, before] = await Promise.all([quickRouter(router), router].map((one) => Promise.all(calls.map((call) => answer(one, call)))))
    expect(quick).toStrictEqual(before)
    expect(quick!.map((one) => one?.status).slice(0, 4)).toStrictEqual([200, 400, 500, 200])
  })

  it('gives an implementation no schema of zod, and copies its answers', async () => {
    const kept = { title: 'Emma' }
    const router = quickRouter({ put: os.input(BookSchema).output(BookSchema).handler(() => kept) })
    const { inputSchema, outputSchema } = router.put['~orpc']
    expect([inputSchema === (BookSchema as unknown), outputSchema === (BookSchema as unknown)]).toStrictEqual([false, false])
    const result = outputSchema?.['~standard'].validate(kept) as { readonly value: unknown }
    expect([result.value, result.value === kept]).toStrictEqual([kept, false])
  })
})
