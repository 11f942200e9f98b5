import { oc } from '@orpc/contract'
import { implement } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Validation } from '../engine/call-options.js'
import { defineHop, type Hop } from '../engine/define.js'
import { defineRegistry } from '../engine/define-registry.js'
import { type ContractHandlerOptions, createContractHandler } from './index.js'

const v1 = { print: oc.route({ path: '/print' }).input(z.object({ texts: z.array(z.string()) })).output(z.object({ printed: z.number(), of: z.number() })) }
const v2 = { print: oc.route({ path: '/v2/print' }).input(z.object({ pages: z.array(z.string()) })).output(z.object({ printed: z.number() })) }
const print = {
  request: { up: ({ texts }) => ({ pages: texts }), down: ({ pages }) => ({ texts: pages }) },
  response: { up: ({ printed }) => ({ printed }), down: ({ printed }, { request }) => ({ printed, of: request.older.texts.length }) },
} satisfies Hop<typeof v1, typeof v2>['print']
const registry = defineRegistry({
  name: 'printers',
  versions: [{ version: '1.0.0', contracts: { printer: v1 } }, { version: '2.0.0', contracts: { printer: v2 } }],
  hops: [defineHop({ from: '1.0.0', to: '2.0.0', contracts: { printer: { print } } })],
})

type Options = ContractHandlerOptions<typeof v2, object>

async function again<T>({ next }: { readonly next: () => PromiseLike<T> | T }): Promise<T> {
  try {
    return await next()
  } catch {
    return next()
  }
}

/** Takes its input to pieces, as what works through a queue does, and fails the first time. */
function drained(os: Pick<ReturnType<typeof implement<typeof v2>>, 'print' | 'router'> = implement(v2)) {
  let failures = 0
  return os.router({
    print: os.print.handler(({ input }) => {
      let printed = 0
      while (input.pages.shift() !== undefined) printed += 1
      if (failures++ === 0) throw new Error('out of paper')
      return { printed }
    }),
  })
}

/** A server whose interceptor empties the body that it has read while the implementation works. */
function scrubbing(): Options {
  const os = implement(v2)
  const [begun, scrubbed] = [signal(), signal()]
  const router = os.router({
    print: os.print.handler(async ({ input }) => {
      begun.give()
      await scrubbed.given
      return { printed: input.pages.length }
    }),
  })
  const scrub: NonNullable<Options['interceptors']>[number] = async ({ request, next }) => {
    const answer = next()
    await begun.given
    for (const list of Object.values((await request.body()) as Record<string, string[]>)) list.length = 0
    scrubbed.give()
    return answer
  }
  return { router, interceptors: [scrub] }
}

function signal() {
  let give = () => {}
  const given = new Promise<void>((resolve) => { give = resolve })
  return { give, given }
}

const repeating = {
  'an interceptor': () => ({ router: drained(), clientInterceptors: [again] }),
  'a middleware': () => ({ router: drained(implement(v2).use(({ next }) => again({ next: () => next() }))) }),
} satisfies Record<string, () => Options>

const requests = [['/print', { texts: ['a', 'b'] }, { printed: 2, of: 2 }], ['/v2/print', { pages: ['a', 'b'] }, { printed: 2 }]] as const

const cases = requests.flatMap(([path, body, answered]) => (['all', 'edges'] as const).map((validate) => ({ path, body, answered, validate })))

async function answer(options: Options, { path, body, validate }: { path: string; body: object; validate: Validation }) {
  const handler = createContractHandler(registry, 'printer', { ...options, validate })
  const request = new Request(`http://printer.test${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  return (await handler(request)).json()
}

describe.each(cases)('$path with validate $validate', (call) => {
  it.each(Object.entries(repeating))('gives an implementation the same input again where %s repeats the call', async (_, options) => {
    expect(await answer(options(), call)).toStrictEqual(call.answered)
  })

  it('gives an implementation and a hop a request of their own, whatever becomes of the body', async () => {
    expect(await answer(scrubbing(), call)).toStrictEqual(call.answered)
  })
})
