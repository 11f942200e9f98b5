import { eventIterator, oc } from '@orpc/contract'
import { implement, onError } from '@orpc/server'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { peerThat } from '../../test/support/peer.js'
import { chainOf, registry as printers, v2 as printer } from '../../test/support/printer.js'
import { callThrough } from '../engine/call.js'
import { defineHop, type Hop } from '../engine/define.js'
import { defineRegistry } from '../engine/define-registry.js'
import { ContractError } from '../engine/errors.js'
import { createContractHandler } from './index.js'

const post = (path: string, body: unknown = {}) =>
  new Request(`http://peer.test${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

const parsed: string[] = []
/** Text that notes whenever it is parsed, as a schema that takes a nonce once would. */
const noted = (where: string) => z.string().refine(() => parsed.push(where) > 0)

const Rating = z.object({ stars: z.number(), secret: z.string().optional() })
/** As some libraries do, it quotes what it refuses. */
const atMostFive = z.custom<number>().check((context) => {
  if (context.value > 5) context.issues.push({ code: 'custom', message: `${context.value} is too much`, input: context.value, path: [] })
})
const OldRating = z.object({ stars: atMostFive })

const v1 = {
  rate: oc.route({ path: '/rate' }).input(z.object({ of: z.string() })).output(OldRating),
  rates: oc.route({ path: '/rates' }).output(eventIterator(OldRating)),
  ping: oc.route({ path: '/ping' }).output(z.string()),
  echo: oc.route({ path: '/echo' }).input(z.object({ text: noted('request of v1') })).output(z.object({ text: noted('answer of v1') })),
  follow: oc.route({ path: '/follow' }).output(eventIterator(z.object({ turn: z.number() }))),
}
const v2 = oc.prefix('/v2').router({
  echo: oc.route({ path: '/echo' }).input(z.object({ line: noted('request of v2') })).output(z.object({ line: noted('answer of v2') })),
  wait: oc.route({ path: '/wait' }).output(z.object({ turn: z.number() })),
  rate: oc.route({ path: '/rate' }).input(z.object({ of: z.string() })).output(Rating),
  rates: oc.route({ path: '/rates' }).output(eventIterator(Rating)),
  ping: oc.route({ path: '/ping' }).output(z.string()),
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
  // wrong on purpose: the types cannot see the limit of five stars
  rate: { response: { up: ({ stars }) => ({ stars }), down: ({ stars }) => ({ stars }) } },
  ping: {},
  rates: { events: { up: ({ stars }) => ({ stars }), down: ({ stars }) => ({ stars }) } },
} satisfies Hop<typeof v1, typeof v2>

const registry = defineRegistry({
  name: 'echoes',
  versions: [{ version: '1.0.0', contracts: { echoes: v1 } }, { version: '2.0.0', contracts: { echoes: v2 } }],
  hops: [defineHop({ from: '1.0.0', to: '2.0.0', contracts: { echoes } })],
})

/** What a client of ours throws for a request that the version of its peer refuses. */
async function refused(request: object): Promise<never> {
  const { options } = peerThat(() => undefined)
  await callThrough(chainOf('print', 1, 2), request, options)
  throw new Error('not refused')
}

const os = implement(v2)
const signals: AbortSignal[] = []
const router = os.router({
  echo: os.echo.handler(({ input }) => input),
  rate: os.rate.handler(({ input }) => (input.of === 'peer' ? refused(input) : { stars: 987, secret: 'x' })),
  rates: os.rates.handler(async function* () {
    yield { stars: 987, secret: 'x' }
  }),
  ping: os.ping.handler(() => 'pong'),
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

it('an implementation is told no more by callers of one version than by those of another', async () => {
  const told: string[][] = []
  const ping = os.ping.handler((options) => {
    told.push(Object.keys(options).toSorted())
    return 'pong'
  })
  const handler = createContractHandler(registry, 'echoes', { router: { ...router, ping } })
  for (const path of ['/ping', '/v2/ping']) await handler(post(path))
  expect(told[0]).toStrictEqual(told[1])
})

describe('what goes wrong in it', () => {
  it.each(['/rate', '/rates'])('is said to be the fault of the hop, and an answer that is refused is not quoted: %s', async (path) => {
    const causes: unknown[] = []
    const handler = createContractHandler(registry, 'echoes', { router, interceptors: [onError((error) => void causes.push((error as Error).cause))] })
    const answer = await (await handler(post(path, path === '/rate' ? { of: 'us' } : undefined))).text()
    expect(answer).toContain('CONVERSION_INVALID')
    expect(answer).toMatch(/from 2.0.0 to 1.0.0 gave a value that 1.0.0 refuses: its server knows what/)
    expect(answer).not.toContain('987')
    if (path === '/rate') expect(causes).toMatchObject([{ code: 'CONVERSION_INVALID', details: { issues: [{ message: '987 is too much' }] } }])
  })

  it('is not the hop, where the implementation hands a request on that a client refuses', async () => {
    const answer = await createContractHandler(registry, 'echoes', { router })(post('/rate', { of: 'peer' }))
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'BAD_REQUEST' }])
  })

  it.each(['', '/v2'])('is not the hop, where an answer is refused that is nothing, as the request was: %s', async (prefix) => {
    const nothing = { ping: os.ping.handler(() => undefined as never), rates: os.rates.handler(async function* () { yield undefined as never }) }
    const handler = createContractHandler(registry, 'echoes', { router: { ...router, ...nothing } })
    const [pong, rates] = await Promise.all(['/ping', '/rates'].map(async (path) => (await handler(new Request(`http://peer.test${prefix}${path}`, { method: 'POST' }))).text()))
    expect(JSON.parse(pong!)).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', message: 'Output validation failed' })
    expect(rates).toContain('"code":"EVENT_ITERATOR_VALIDATION_FAILED"')
  })

  it.each(['/rates', '/v2/rates'])('is not ours, where a peer of the implementation refuses amid a stream: %s', async (path) => {
    const rates = os.rates.handler(async function* () {
      yield { stars: 1 }
      throw new ContractError('CONTRACT_VERSION_UNSUPPORTED', { version: '9.0.0', supported: ['1.0.0'], peer: 'http://10.0.0.7' })
    })
    const answer = await (await createContractHandler(registry, 'echoes', { router: { ...router, rates } })(post(path))).text()
    expect(answer).toMatch(/event: message\ndata: {"stars":1}\n\nevent: error\ndata: {.*"code":"INTERNAL_SERVER_ERROR"/)
    expect(answer).not.toContain('10.0.0.7')
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
