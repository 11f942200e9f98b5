import { eventIterator, oc } from '@orpc/contract'
import { implement } from '@orpc/server'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { registry as printers, v2 as printer } from '../../test/support/printer.js'
import { defineHop, type Hop } from '../engine/define.js'
import { defineRegistry } from '../engine/define-registry.js'
import { createContractHandler } from './index.js'

const post = (path: string, body: unknown = {}) =>
  new Request(`http://peer.test${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

const parsed: string[] = []
/** Text that notes whenever it is parsed, as a schema that takes a nonce once would. */
const noted = (where: string) => z.string().refine(() => parsed.push(where) > 0)

const v1 = {
  echo: oc.route({ path: '/echo' }).input(z.object({ text: noted('request of v1') })).output(z.object({ text: noted('answer of v1') })),
  follow: oc.route({ path: '/follow' }).output(eventIterator(z.object({ turn: z.number() }))),
}
const v2 = oc.prefix('/v2').router({
  echo: oc.route({ path: '/echo' }).input(z.object({ line: noted('request of v2') })).output(z.object({ line: noted('answer of v2') })),
  wait: oc.route({ path: '/wait' }).output(z.object({ turn: z.number() })),
})
const echoes = {
  echo: {
    request: { up: ({ text }) => ({ line: text }), down: ({ line }) => ({ text: line }) },
    response: { up: ({ text }) => ({ line: text }), down: ({ line }) => ({ text: line }) },
  },
  follow: {
    emulated: async function* (_request, { newer }) {
      yield { turn: 0 }
      yield await newer.wait()
    },
  },
  wait: { unavailable: 'v1 cannot wait' },
} satisfies Hop<typeof v1, typeof v2>

const registry = defineRegistry({
  name: 'echoes',
  versions: [{ version: '1.0.0', contracts: { echoes: v1 } }, { version: '2.0.0', contracts: { echoes: v2 } }],
  hops: [defineHop({ from: '1.0.0', to: '2.0.0', contracts: { echoes } })],
})

const os = implement(v2)
const signals: AbortSignal[] = []
const router = os.router({
  echo: os.echo.handler(({ input }) => input),
  wait: os.wait.handler(({ signal }) => new Promise((resolve) => {
    signals.push(signal!)
    signal!.addEventListener('abort', () => resolve({ turn: 1 }))
  })),
})

describe('a call in an older version', () => {
  it.each([
    // what is validated, what is parsed, each once
    ['all', ['request of v1', 'request of v2', 'answer of v2', 'answer of v1']],
    ['edges', ['request of v1', 'answer of v2']],
  ] as const)('is parsed once at each end, where %s is validated', async (validate, places) => {
    parsed.length = 0
    const answer = await createContractHandler(registry, 'echoes', { router, validate })(post('/echo', { text: 'a' }))
    expect(await answer.json()).toStrictEqual({ text: 'a' })
    expect(parsed).toStrictEqual(places)
  })
})

describe('what an emulation calls', () => {
  it('ends when the caller stops its stream', async () => {
    const answer = await createContractHandler(registry, 'echoes', { router })(post('/follow'))
    const reader = answer.body!.getReader()
    await reader.read()
    await vi.waitFor(() => expect(signals).toHaveLength(1))
    await reader.cancel()
    await vi.waitFor(() => expect(signals[0]!.aborted).toBe(true))
  })

  it('is refused as its caller would be: no conversion is to blame where there was none', async () => {
    const impl = implement(printer)
    const lacking = impl.print.handler(() => ({ sheets: 1 }))
    const never = () => Promise.reject(new Error('not called'))
    const router = impl.router({ print: lacking, watch: impl.watch.handler(never), printAll: impl.printAll.handler(never), count: impl.count.handler(never), staple: impl.staple.handler(never) })
    const handler = createContractHandler(printers, 'printer', { router })
    const queue = async (text: string) => (await handler(post('/queue', { texts: [text] }))).json()
    expect([await queue('a'), await queue('x'.repeat(81))]).toMatchObject([{ pages: 1 }, { code: 'BAD_REQUEST', data: { issues: [{ path: ['lines', 0] }] } }])
  })
})
