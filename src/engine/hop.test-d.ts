import { type ContractRouterClient, eventIterator, oc } from '@orpc/contract'
import { describe, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import type { Hop } from './define.js'
import type { AnswerContext, RequestContext } from './hop.js'

const Since = z.object({ since: z.string() })
const watch = oc.output(eventIterator(z.object({ page: z.number() }), z.string()))

const _older = {
  loans: {
    lend: oc
      .input(z.object({ book: z.string(), days: z.number().default(14) }))
      .output(z.object({ state: z.enum(['lent', 'lost']) }))
      .errors({ GONE: { data: Since }, CLOSED: {}, LATE: { data: z.object({ days: z.number() }) } }),
    renew: oc.input(z.object({ id: z.string() })).output(z.object({ id: z.string() })),
  },
  watch,
  status: oc.output(z.string()),
  legacy: oc.input(z.string()).output(z.number()),
}

const _newer = {
  loans: {
    lend: oc
      .input(z.object({ isbn: z.string(), days: z.number() }))
      .output(z.object({ state: z.enum(['lent']) }))
      .errors({ GONE: { data: Since }, TAKEN: { data: z.object({ by: z.string() }) }, LATE: { data: z.object({ hours: z.number() }) } }),
    renew: oc.input(z.object({ id: z.string(), note: z.string().optional() })).output(z.object({ id: z.string() })),
  },
  watch,
  status: oc.output(z.string()),
  modern: oc.input(z.string()).output(z.number()),
  follow: watch,
}

type Older = typeof _older
type Newer = typeof _newer
type LibraryHop = Hop<Older, Newer>

/** Right parts, of which each test spoils one. */
const lend = {
  request: {
    up: ({ book, days }) => ({ isbn: book, days }),
    down: ({ isbn, days }) => ({ book: isbn, days }),
  },
  response: { up: () => ({ state: 'lent' }), down: ({ state }) => ({ state }) },
  errors: {
    up: { CLOSED: () => ({ code: 'CONFLICT' }), LATE: ({ data }) => ({ code: 'LATE', data: { hours: data.days * 24 } }) },
    down: { TAKEN: ({ data }) => ({ code: 'GONE', data: { since: data.by } }), LATE: ({ data }) => ({ code: 'LATE', data: { days: data.hours / 24 } }) },
  },
} satisfies LibraryHop['loans']['lend']
const renew = { request: { up: ({ id }) => ({ id }), down: ({ id }) => ({ id }) } } satisfies LibraryHop['loans']['renew']
const { request, response, errors } = lend
const [legacy, modern, follow] = [{ unavailable: 'v2 has none' }, { unavailable: 'v1 has none' }, { unavailable: 'v1 has none' }]

describe('a minimal hop that is right', () => {
  it('compiles: a step for every changed half, a word for every procedure that one side lacks, nothing else', () => {
    void ({ loans: { lend, renew }, legacy, modern, follow } satisfies LibraryHop)
  })

  it('may convert what did not change, and say what is lost and why a route changed', () => {
    void ({
      loans: { lend: { ...lend, route: 'v2 says lend' }, renew: { request: { ...renew.request, losses: [{ path: 'note', reason: 'v1 has no notes' }] } } },
      watch: { events: { up: ({ page }) => ({ page }), down: ({ page }) => ({ page }) }, response: { up: (end) => end, down: (end) => end } },
      status: {},
      legacy,
      modern,
      follow,
    } satisfies LibraryHop)
  })

  it('is empty between contracts that are alike', () => {
    void ({} satisfies Hop<Older, Older>)
  })

  it('has every parameter inferred', () => {
    void ({
      loans: {
        lend: {
          request: {
            up: (value, context) => {
              expectTypeOf(value).toEqualTypeOf<{ book: string; days: number }>()
              expectTypeOf(context).toEqualTypeOf<RequestContext>()
              return { isbn: value.book, days: value.days }
            },
            down: (value) => {
              expectTypeOf(value).toEqualTypeOf<{ isbn: string; days: number }>()
              return { book: value.isbn, days: value.days }
            },
          },
          response: {
            up: (value, context) => {
              expectTypeOf(value).toEqualTypeOf<{ state: 'lent' | 'lost' }>()
              expectTypeOf(context).toEqualTypeOf<AnswerContext<{ book: string; days: number }, { isbn: string; days: number }>>()
              return { state: 'lent' }
            },
            down: ({ state }) => ({ state }),
          },
          errors: {
            up: {
              CLOSED: ({ code, data }) => {
                expectTypeOf(code).toEqualTypeOf<'CLOSED'>()
                expectTypeOf(data).toEqualTypeOf<undefined>()
                return { code: 'CONFLICT' }
              },
              LATE: ({ data: { days } }) => ({ code: 'LATE', data: { hours: days * 24 } }),
              NOT_FOUND: ({ code, data }, { request }) => {
                expectTypeOf(code).toEqualTypeOf<string>()
                expectTypeOf(data).toEqualTypeOf<unknown>()
                return { code: 'TAKEN', data: { by: request.newer.isbn } }
              },
            },
            down: {
              TAKEN: ({ data, message }, { request }) => {
                expectTypeOf(data).toEqualTypeOf<{ by: string }>()
                expectTypeOf(message).toEqualTypeOf<string>()
                return { code: 'GONE', data: { since: request.older.book } }
              },
              LATE: ({ data: { hours } }) => ({ code: 'LATE', data: { days: hours / 24 } }),
            },
          },
        },
        renew,
      },
      legacy: {
        emulated: async (value, { older, newer, newId, wait, signal }) => {
          expectTypeOf(value).toEqualTypeOf<string>()
          expectTypeOf(older).toEqualTypeOf<ContractRouterClient<Older>>()
          expectTypeOf(newer).toEqualTypeOf<ContractRouterClient<Newer>>()
          expectTypeOf(newId).toEqualTypeOf<() => string>()
          expectTypeOf(wait).toEqualTypeOf<(ms: number) => Promise<void>>()
          expectTypeOf(signal).toEqualTypeOf<AbortSignal | undefined>()
          return newer.modern(value)
        },
      },
      modern,
      follow: {
        emulated: async function* (value, { newer }) {
          expectTypeOf(value).toEqualTypeOf<unknown>()
          return yield* await newer.watch()
        },
      },
    } satisfies LibraryHop)
  })
})

describe('the compiler refuses a hop', () => {
  it('that leaves a procedure out', () => {
    // @ts-expect-error an optional field was added to the request of `renew`
    void ({ loans: { lend }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error `legacy` was removed
    void ({ loans: { lend, renew }, modern, follow } satisfies LibraryHop)
    // @ts-expect-error `modern` was added
    void ({ loans: { lend, renew }, legacy, follow } satisfies LibraryHop)
    // @ts-expect-error every procedure of the group changed
    void ({ legacy, modern, follow } satisfies LibraryHop)
  })

  it('that leaves a changed half or a direction out', () => {
    // @ts-expect-error the request changed
    void ({ loans: { lend: { response, errors }, renew }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error the response changed
    void ({ loans: { lend: { request, errors }, renew }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error a request goes down too
    void ({ loans: { lend: { request: { up: request.up }, response, errors }, renew }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error a request goes up too
    void ({ loans: { lend: { request: { down: request.down }, response, errors }, renew }, legacy, modern, follow } satisfies LibraryHop)
  })

  it('that maps a removed enum member', () => {
    // @ts-expect-error the newer version has no lost
    void ({ loans: { lend: { request, errors, response: { up: () => ({ state: 'lost' }), down: response.down } }, renew }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error the older state may be lost
    void ({ loans: { lend: { request, errors, response: { up: ({ state }) => ({ state }), down: response.down } }, renew }, legacy, modern, follow } satisfies LibraryHop)
  })

  it('that forgets an error', () => {
    // @ts-expect-error errors changed both ways
    void ({ loans: { lend: { request, response }, renew }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error TAKEN is new and has no place going down
    void ({ loans: { lend: { request, response, errors: { up: errors.up, down: { LATE: errors.down.LATE } } }, renew }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error CLOSED was removed and has no place going up
    void ({ loans: { lend: { request, response, errors: { up: { LATE: errors.up.LATE }, down: errors.down } }, renew }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error the data of LATE changed, going up
    void ({ loans: { lend: { request, response, errors: { up: { CLOSED: errors.up.CLOSED }, down: errors.down } }, renew }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error nothing is said of what goes down
    void ({ loans: { lend: { request, response, errors: { up: errors.up } }, renew }, legacy, modern, follow } satisfies LibraryHop)
  })

  it('that gives an error what its contract does not know', () => {
    // @ts-expect-error `since` is text
    void ({ loans: { lend: { request, response, errors: { up: errors.up, down: { ...errors.down, TAKEN: () => ({ code: 'GONE', data: { since: 5 } }) } } }, renew }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error GONE has data
    void ({ loans: { lend: { request, response, errors: { up: errors.up, down: { ...errors.down, TAKEN: () => ({ code: 'GONE' }) } } }, renew }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error neither the contract nor oRPC has such a code
    void ({ loans: { lend: { request, response, errors: { up: errors.up, down: { ...errors.down, TAKEN: () => ({ code: 'NOWHERE' }) } } }, renew }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error the older version has no TAKEN to go up
    void ({ loans: { lend: { request, response, errors: { up: { ...errors.up, TAKEN: errors.down.TAKEN }, down: errors.down } }, renew }, legacy, modern, follow } satisfies LibraryHop)
  })

  it('that lists what neither side has', () => {
    // @ts-expect-error no such procedure
    void ({ loans: { lend, renew }, legacy, modern, follow, nobody: { unavailable: 'why' } } satisfies LibraryHop)
    // @ts-expect-error no such procedure in the group
    void ({ loans: { lend, renew, nobody: {} }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error no such half
    void ({ loans: { lend: { ...lend, responce: response }, renew }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error a single answer has no events
    void ({ loans: { lend, renew: { ...renew, events: renew.request } }, legacy, modern, follow } satisfies LibraryHop)
  })

  it('that emulates or forgoes what both sides have, or emulates wrongly', () => {
    // @ts-expect-error both sides have `renew`
    void ({ loans: { lend, renew: { unavailable: 'why' } }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error both sides have `status`
    void ({ loans: { lend, renew }, status: { emulated: async () => 'up' }, legacy, modern, follow } satisfies LibraryHop)
    // @ts-expect-error `modern` answers with a number
    void ({ loans: { lend, renew }, legacy, modern: { emulated: async () => 'one' }, follow } satisfies LibraryHop)
    // @ts-expect-error `modern` gives a single answer
    void ({ loans: { lend, renew }, legacy, modern: { emulated: async function* () { yield 1 } }, follow } satisfies LibraryHop)
    // @ts-expect-error `follow` gives a stream
    void ({ loans: { lend, renew }, legacy, modern, follow: { emulated: async () => 'end' } } satisfies LibraryHop)
    // @ts-expect-error the events of `follow` have a page
    void ({ loans: { lend, renew }, legacy, modern, follow: { emulated: async function* () { yield { sheet: 1 }; return 'end' } } } satisfies LibraryHop)
    // @ts-expect-error `follow` returns text
    void ({ loans: { lend, renew }, legacy, modern, follow: { emulated: async function* () { yield { page: 1 }; return 1 } } } satisfies LibraryHop)
    // @ts-expect-error a reason is text
    void ({ loans: { lend, renew }, legacy: { unavailable: true }, modern, follow } satisfies LibraryHop)
  })

  it('that waits', () => {
    // @ts-expect-error a conversion gives a value, not a promise
    void ({ loans: { lend, renew: { request: { up: async ({ id }) => ({ id }), down: renew.request.down } } }, legacy, modern, follow } satisfies LibraryHop)
  })
})

describe('the compiler refuses a hop over', () => {
  const _single = { watch: oc.output(z.string()) }
  const _stream = { watch }
  const _group = { watch: { now: oc.output(z.string()) } }
  const _events = { watch: oc.output(eventIterator(z.object({ page: z.number(), of: z.number().optional() }), z.string())) }
  const _returns = { watch: oc.output(eventIterator(z.object({ page: z.number() }), z.number())) }
  const step = { up: () => 'one', down: () => 'one' }

  it('a stream that became a single answer, or the other way round', () => {
    // @ts-expect-error no step can do that
    void ({ watch: { response: step } } satisfies Hop<typeof _stream, typeof _single>)
    // @ts-expect-error no step can do that
    void ({ watch: { response: step } } satisfies Hop<typeof _single, typeof _stream>)
    // @ts-expect-error and to say nothing is no way out
    void ({} satisfies Hop<typeof _stream, typeof _single>)
  })

  it('a procedure that became a group, or the other way round', () => {
    // @ts-expect-error no step can do that
    void ({ watch: { now: { unavailable: 'why' } } } satisfies Hop<typeof _single, typeof _group>)
    // @ts-expect-error no step can do that
    void ({ watch: { unavailable: 'why' } } satisfies Hop<typeof _group, typeof _single>)
  })

  it('a stream whose events or whose end changed, without a step', () => {
    // @ts-expect-error an optional field was added to the events
    void ({ watch: {} } satisfies Hop<typeof _stream, typeof _events>)
    // @ts-expect-error what the stream returns changed
    void ({ watch: {} } satisfies Hop<typeof _stream, typeof _returns>)
  })

  it('an error that got data, without a step each way', () => {
    const _bare = { ask: oc.errors({ NO: {} }) }
    const _telling = { ask: oc.errors({ NO: { data: z.unknown() } }) }
    void ({ ask: { errors: { up: { NO: () => ({ code: 'NO', data: 1 }) }, down: { NO: () => ({ code: 'NO' }) } } } } satisfies Hop<typeof _bare, typeof _telling>)
    // @ts-expect-error NO goes down too
    void ({ ask: { errors: { up: { NO: () => ({ code: 'NO', data: 1 }) } } } } satisfies Hop<typeof _bare, typeof _telling>)
    // @ts-expect-error the older NO has no data
    void ({ ask: { errors: { up: { NO: () => ({ code: 'NO', data: 1 }) }, down: { NO: () => ({ code: 'NO', data: 1 }) } } } } satisfies Hop<typeof _bare, typeof _telling>)
  })
})
