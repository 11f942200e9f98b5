import { eventIterator, oc } from '@orpc/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { refuse } from '../engine/define.js'
import { defineRegistry } from '../engine/define-registry.js'
import { isRecord } from '../engine/record.js'
import type { HalfName } from '../engine/procedures.js'
import type { Registry } from '../engine/registry.js'
import { checkLaws } from './check-laws.js'
import { describeLaws } from './describe-laws.js'
import { first, firstAnswer, type Planted, second, ticketRegistry } from './fixtures/tickets.js'
import { formatViolation } from './format-report.js'

const halfOf = ({ answer, events, errors }: Planted) => (answer ? 'response' : events ? 'events' : errors ? 'errors' : 'request')

const lawsBroken = async (planted: Planted) => {
  const { violations } = await checkLaws(ticketRegistry(planted), { runs: 1_000, halves: [halfOf(planted)] })
  return [...new Set(violations.map(({ law }) => law))].toSorted()
}

describe('checkLaws', { timeout: 60_000 }, () => {
  it('finds nothing in hops that are right, having held every law on every half', async () => {
    const { checks, violations } = await checkLaws(ticketRegistry(), { runs: 200 })
    expect(violations).toStrictEqual([])
    expect(checks.map(({ procedure, half, from, to, laws }) => `${procedure} ${half} ${from} to ${to}: ${Object.keys(laws).join('')}`)).toStrictEqual([
      'ticket.save request 1.0.0 to 2.0.0: 124568',
      'ticket.save request 2.0.0 to 1.0.0: 134568',
      'ticket.save response 1.0.0 to 2.0.0: 124568',
      'ticket.save response 2.0.0 to 1.0.0: 134568',
      'ticket.save errors 1.0.0 to 2.0.0: 125678',
      'ticket.save errors 2.0.0 to 1.0.0: 135678',
      'ticket.watch request 1.0.0 to 2.0.0: 124568',
      'ticket.watch request 2.0.0 to 1.0.0: 134568',
      'ticket.watch events 1.0.0 to 2.0.0: 124568',
      'ticket.watch events 2.0.0 to 1.0.0: 134568',
      'ticket.save request 2.0.0 to 3.0.0: 124568',
      'ticket.save request 3.0.0 to 2.0.0: 134568',
      'ticket.save response 2.0.0 to 3.0.0: 124568',
      'ticket.save response 3.0.0 to 2.0.0: 134568',
      'ticket.save errors 2.0.0 to 3.0.0: 125678',
      'ticket.save errors 3.0.0 to 2.0.0: 135678',
      'ticket.watch request 2.0.0 to 3.0.0: 124568',
      'ticket.watch request 3.0.0 to 2.0.0: 134568',
      'ticket.watch events 2.0.0 to 3.0.0: 124568',
      'ticket.watch events 3.0.0 to 2.0.0: 134568',
      'ticket.save request 1.0.0 to 3.0.0: 5',
      'ticket.save request 3.0.0 to 1.0.0: 5',
      'ticket.save response 1.0.0 to 3.0.0: 5',
      'ticket.save response 3.0.0 to 1.0.0: 5',
      'ticket.watch request 1.0.0 to 3.0.0: 5',
      'ticket.watch request 3.0.0 to 1.0.0: 5',
      'ticket.watch events 1.0.0 to 3.0.0: 5',
      'ticket.watch events 3.0.0 to 1.0.0: 5',
    ])
    expect(new Set(checks.flatMap(({ values, laws }) => [values, ...Object.values(laws)]))).toStrictEqual(new Set([200]))
  })

  it.each<[string, Planted, number[]]>([
    // what is wrong with the hop, the hop, the laws that catch it
    ['drops a field undeclared going up', { first: { up: (ticket) => ({ ...first.up(ticket), more: undefined }) } }, [2, 3]],
    ['drops a field undeclared going down', { first: { down: (ticket) => ({ ...first.down(ticket), more: undefined }) } }, [2, 3]],
    ['drops a field of an event', { events: { down: (ticket) => ({ ...first.down(ticket), more: undefined }) } }, [2, 3]],
    ['declares a loss that no value shows', { first: { losses: [...first.losses, { path: 'name', reason: 'never', when: () => false }] } }, [3]],
    ['declares a normalisation that no value shows', { first: { normalises: [...first.normalises, { path: 'title', reason: 'never' }] } }, [3]],
    ['reports a loss of what comes back', { first: { losses: [...first.losses, { path: 'tags', reason: 'never' }] } }, [4]],
    ['keeps silent about some of a declared loss', { first: { losses: [{ ...first.losses[0], when: (priority: number) => priority > 5 }, ...first.losses.slice(1)] } }, [4]],
    ['sorts the list that it is given', { first: { up: (ticket) => first.up({ ...ticket, tags: ticket.tags?.sort() }) } }, [6]],
    ['changes the date that it is given', { first: { up: (ticket) => (ticket.due?.setUTCMilliseconds(0), first.up(ticket)) } }, [6]],
    ['changes free-form JSON that it is given', { second: { up: (ticket) => (ticket.more && (ticket.more.seen = true), second.up(ticket)) } }, [6]],
    ['maps an enum member wrongly going up', { first: { up: (ticket) => first.up({ ...ticket, state: 'open' }) } }, [2, 4]],
    ['maps an enum member wrongly going down', { second: { down: (ticket) => second.down({ ...ticket, state: ticket.state === 'blocked' ? 'done' : ticket.state }) } }, [2, 3]],
    ['maps an enum member to one that there is not', { first: { down: (ticket) => ({ ...first.down(ticket), state: ticket.state }) } }, [1]],
    ['forgets that a field may be null', { first: { up: (ticket) => ({ ...first.up(ticket), due: ticket.due.toISOString() }) } }, [1]],
    ['takes null for absent', { second: { down: (ticket) => ({ ...second.down(ticket), due: ticket.due ?? '1970-01-01T00:00:00.000Z' }) } }, [2, 3]],
    ['breaks for an empty list alone', { second: { up: (ticket) => ({ ...second.up(ticket), tags: ticket.tags.length === 0 ? ['none'] : ticket.tags }) } }, [2, 3]],
    ['throws for an empty list alone', { second: { up: (ticket) => ({ ...second.up(ticket), subject: ticket.tags.length === 0 ? ticket.tags[0].trim() : ticket.name }) } }, [1]],
    ['breaks on the second hop alone', { first: { up: (ticket) => ({ ...first.up(ticket), title: ticket.title }) }, second: { up: ({ title, ...ticket }) => ({ ...second.up(ticket), subject: title ?? ticket.name, tags: title === undefined ? ticket.tags : [] }) } }, [5]],
    ['changes something at every round trip', { first: { up: (ticket) => ({ ...first.up(ticket), name: `${ticket.title}!` }), losses: [...first.losses, { path: 'name', reason: 'declared' }], normalises: [...first.normalises, { path: 'title', reason: 'declared' }] } }, [5]],
    ['loses what it has made up itself', { first: { up: (ticket) => first.up({ ...ticket, tags: ticket.tags ?? ['made up'] }), down: (ticket) => ({ ...first.down(ticket), tags: ticket.tags[0] === 'made up' ? ['changed'] : ticket.tags }) } }, [3]],
    ['trusts that an older request has what it may lack', { answer: { down: (answer, { request }) => ({ ...firstAnswer.down(answer), id: request.older.tags.join() && answer.id }) } }, [1, 2, 3]],
    ['shortens long lists', { second: { up: (ticket) => ({ ...second.up(ticket), tags: ticket.tags.slice(0, 10) }) } }, [2, 3]],
    ['is off by one in a list', { second: { up: (ticket) => ({ ...second.up(ticket), tags: ticket.tags.slice(0, -1) }) } }, [2, 3, 5]],
    ['takes a list for a set', { second: { up: (ticket) => ({ ...second.up(ticket), tags: [...new Set(ticket.tags)] }) } }, [2, 3]],
    ['drops the milliseconds of a date', { first: { up: (ticket) => ({ ...first.up(ticket), due: first.up(ticket).due?.replace(/\.\d{3}Z/, '.000Z') ?? null }) } }, [3, 4]],
    ['drops keys that are not ASCII', { second: { up: (ticket) => ({ ...second.up(ticket), more: ticket.more && Object.fromEntries(Object.entries(ticket.more).filter(([key]) => /^[ -~]*$/.test(key))) }) } }, [2, 3]],
    ['takes 0 for absent', { second: { up: (ticket) => ({ ...second.up(ticket), priority: ticket.priority || undefined }) } }, [2, 3]],
    ['cuts numbers to 32 bits', { second: { up: (ticket) => ({ ...second.up(ticket), priority: ticket.priority === undefined ? undefined : ticket.priority | 0 }) } }, [2, 3]],
    ['normalises Unicode', { second: { up: (ticket) => ({ ...second.up(ticket), subject: ticket.name.normalize('NFC') }) } }, [2, 3]],
    ['takes of an answer what the request says', { answer: { up: (answer, { request }) => ({ ...firstAnswer.up(answer), id: request.older.title }) } }, [2, 3]],
    ['gives a typed error the data of another', { errors: { down: { GONE: ({ data }: { data: object }) => ({ code: 'BUSY', data }) } } }, [1]],
    ['loses the data of a typed error that it maps both ways', { errors: { up: { BUSY: () => ({ code: 'BUSY', data: { seconds: 0 } }) } } }, [2, 3]],
    ['swaps two typed errors', { errors: { up: { BUSY: ({ data }: { data: { seconds: number } }) => ({ code: 'GONE', data: { title: `${data.seconds}` } }) }, down: { GONE: () => ({ code: 'BUSY', data: { seconds: 1 } }) } } }, [2, 3, 5]],
    ['gives one error of two back as the other', { errors: { up: { BUSY: () => ({ code: 'NOT_FOUND' }) } } }, [3]],
    ['changes an error at every round trip', { errors: { up: { NOT_FOUND: ({ data }: { data: { title?: string } }) => ({ code: 'GONE', data: { title: `${data?.title}!` } }) } } }, [3, 5]],
    ['gives a typed error a code that there is not', { errors: { down: { GONE: () => ({ code: 'LOST_FOR_EVER' }) } } }, [7]],
    ['gives a typed error data that its code refuses', { errors: { up: { NOT_FOUND: () => ({ code: 'GONE', data: { title: 7 } }) } } }, [1, 3]],
    ['throws for a typed error', { errors: { down: { GONE: ({ data }: { data: { subject: string } }) => ({ code: 'NOT_FOUND', data: data.subject.trim() }) } } }, [7]],
  ])('catches a hop that %s', async (_what, planted, laws) => {
    expect(await lawsBroken(planted)).toStrictEqual(laws)
  })

  it('tells of a broken law by the smallest value that shows it, ready for a test', async () => {
    const planted = { second: { up: (ticket: { tags: string[] }) => ({ ...second.up(ticket as never), tags: ticket.tags.length > 1 ? [] : ticket.tags }) } }
    const report = await checkLaws(ticketRegistry(planted), { runs: 1_000, procedures: ['ticket.save'], halves: ['request'] })
    expect(report.violations.slice(0, 1).map(formatViolation)).toStrictEqual([
      [
        'law 2 (down(up(x)) is x but for what is declared)',
        '  ticket.save request, 2.0.0 to 3.0.0: down(up(x)) changes undeclared tags[0], tags[1]',
        "  const value = { name: '', state: 'open', due: '0000-01-01T00:00:00.000Z', tags: ['', ''] }",
      ].join('\n'),
    ])
  })

  it('finds the same values again by their seed', async () => {
    const planted = { first: { up: (ticket: { title: string }) => ({ ...first.up(ticket as never), name: ticket.title.slice(0, 3) }) } }
    const check = (seed: number) => checkLaws(ticketRegistry(planted), { runs: 50, seed, halves: ['request'] })
    expect(await check(7)).toStrictEqual(await check(7))
    expect(await check(7)).not.toStrictEqual(await check(8))
  })

  it('lets a hop refuse on purpose, and says how often: others are made in place of those values', async () => {
    const up = (ticket: { tags?: string[] }) => (ticket.tags?.length === 1 ? refuse('one tag is too few') : first.up(ticket as never))
    const { violations, checks } = await checkLaws(ticketRegistry({ first: { up } }), { runs: 200, procedures: ['ticket.save'], halves: ['request', 'response'] })
    expect(violations).toStrictEqual([])
    expect(new Set(checks.map(({ values }) => values))).toStrictEqual(new Set([200]))
    const refused = checks.filter(({ from, half }) => from === '1.0.0' && half === 'request').map(({ refused }) => refused)
    expect([refused.length > 0, refused.every((count) => count > 5)]).toStrictEqual([true, true])
    expect(checks.filter(({ from, to }) => from === '2.0.0' && to === '3.0.0').map(({ refused }) => refused)).toStrictEqual([0, 0])
  })

  it('catches a hop that refuses everything', async () => {
    const planted = { second: { up: () => refuse('no') } }
    const { violations } = await checkLaws(ticketRegistry(planted), { runs: 20, procedures: ['ticket.save'], halves: ['request'] })
    expect(violations.map(({ law, from, to, problem }) => `${law} ${from} to ${to}: ${problem}`)).toStrictEqual([
      '1 2.0.0 to 3.0.0: no value could be checked: the hop refuses all of them',
      '1 3.0.0 to 2.0.0: no value could be checked: the hop refuses all of them',
      '1 1.0.0 to 3.0.0: no value could be checked: the hop refuses all of them',
    ])
  })

  it.each([
    // values, what is called stale
    [99, []],
    [100, ['the loss going down at name is stale: no value shows it (never)']],
  ])('of %i values it calls stale %j', async (runs, stale) => {
    const never = { first: { losses: [...first.losses, { path: 'name', reason: 'never', when: () => false }] } }
    const { violations } = await checkLaws(ticketRegistry(never), { runs, procedures: ['ticket.save'], halves: ['request'] })
    expect(violations.map(({ problem }) => problem)).toStrictEqual(stale)
  })

  it('catches what only the wire breaks: a date that arrives as a string', async () => {
    const at = (schema: z.ZodType) => oc.route({ path: '/v2/at' }).input(z.object({ at: schema }))
    const registry = defineRegistry({
      name: 'dates',
      versions: [
        { version: '1.0.0', contracts: { clock: { set: oc.route({ path: '/at' }).input(z.object({ at: z.coerce.date() })) } } },
        { version: '2.0.0', contracts: { clock: { set: at(z.date()) } } },
      ],
      hops: [{ from: '1.0.0', to: '2.0.0', contracts: { clock: { set: { request: { up: (value: unknown) => value, down: (value: unknown) => value } } } } }],
    })
    const { violations } = await checkLaws(registry, { runs: 100 })
    expect(violations.map(({ law, from, problem }) => [law, from, problem.replace(/:.*/, '')])).toStrictEqual([
      [8, '1.0.0', 'sent over the wire, 2.0.0 refuses it'],
      [8, '2.0.0', 'sent over the wire, 2.0.0 refuses it'],
    ])
  })

  type Below = { readonly newer: { readonly list: () => Promise<{ items: string[] }> }; readonly wait: (ms: number) => Promise<void> }
  it.each<[string, string, (request: unknown, below: Below) => unknown, string | undefined]>([
    // what an emulation gives, procedure, emulation, what is wrong with it
    ['what its version refuses', 'count', () => ({ total: 'many' }), 'its emulation gives what 1.0.0 refuses: total: Invalid input: expected number, received string'],
    ['nothing where a list is empty', 'count', async (_, { newer }) => ({ total: (await newer.list()).items[0]!.length }), 'its emulation throws on valid answers: '],
    ['what is right', 'count', async (_, { newer }) => ({ total: (await newer.list()).items.length }), undefined],
    ['an event that its version refuses', 'watch', async function* () { yield { item: 'a' }; yield { item: 7 } }, 'its emulation gives what 1.0.0 refuses: item: Invalid input: expected string, received number'],
    ['events for ever', 'watch', async function* () { for (;;) yield { item: 'a' } }, undefined],
    ['nothing, for ever', 'watch', async function* (_, { wait }) { for (;;) await wait(1_000) }, undefined],
  ])('holds an emulation to law 1 that gives %s', async (_what, name, emulated, problem) => {
    const list = (path: `/${string}`) => oc.route({ path }).output(z.object({ items: z.array(z.string()) }))
    const count = oc.route({ path: '/count' }).output(z.object({ total: z.number() }))
    const watch = oc.route({ path: '/watch' }).output(eventIterator(z.object({ item: z.string() })))
    const registry = defineRegistry({
      name: 'lists',
      versions: [
        { version: '1.0.0', contracts: { list: { list: list('/list'), count, watch } } },
        { version: '2.0.0', contracts: { list: { list: list('/v2/list') } } },
      ],
      hops: [{ from: '1.0.0', to: '2.0.0', contracts: { list: { count: { unavailable: 'gone' }, watch: { unavailable: 'gone' }, [name]: { emulated } } } }],
    })
    const { violations, checks } = await checkLaws(registry, { runs: 100, procedures: [`list.${name}`] })
    expect(violations.map((violation) => violation.problem)).toStrictEqual(problem === undefined ? [] : [expect.stringContaining(problem)])
    expect(checks.map(({ from, to }) => [from, to])).toStrictEqual([['1.0.0', '2.0.0']])
  })

  it('refuses losses of an emulation that no request shows', async () => {
    const put = oc.route({ path: '/put' }).input(z.object({ limit: z.number().optional() })).output(z.boolean())
    const losses = [{ path: 'limit', reason: 'seen', direction: 'up' as const }, { path: 'limit', reason: 'never', direction: 'up' as const, when: () => false }]
    const registry = defineRegistry({
      name: 'puts',
      versions: [{ version: '1.0.0', contracts: { put: { put } } }, { version: '2.0.0', contracts: { put: {} } }],
      hops: [{ from: '1.0.0', to: '2.0.0', contracts: { put: { put: { emulated: () => true, losses } } } }],
    })
    const { violations } = await checkLaws(registry, { runs: 100 })
    expect(violations.map(({ law, problem }) => `${law}: ${problem}`)).toStrictEqual(['3: the loss going up at limit is stale: no value shows it (never)'])
  })

  const pair = (schema: z.ZodType, errors: { readonly [code: string]: { readonly data: z.ZodType } }, steps: object) =>
    defineRegistry({
      name: 'pair',
      versions: [
        { version: '1.0.0', contracts: { pair: { put: oc.route({ path: '/put' }).input(schema).errors(errors) } } },
        { version: '2.0.0', contracts: { pair: { put: oc.route({ path: '/v2/put' }).input(schema).errors(errors) } } },
      ],
      hops: [{ from: '1.0.0', to: '2.0.0', contracts: { pair: { put: steps } } }],
    })
  const coerced = { LATE: { data: z.object({ at: z.coerce.date() }) } }
  const late = ({ data }: { data: { at: Date } }) => (data.at.setTime(0), { code: 'LATE', data: { at: new Date(0) } })

  it.each<[string, ReturnType<typeof pair>, string[]]>([
    // what is wrong, registry, laws and problems
    ['a schema that does not take its own output unchanged', pair(z.string().transform((text) => `${text}!`), {}, {}), [
      '1: the schema of 1.0.0 does not take its own output unchanged',
      '1: the schema of 2.0.0 does not take its own output unchanged',
    ]],
    ['a typed error whose data JSON does not carry', pair(z.string(), { LATE: { data: z.object({ at: z.date() }) } }, {}), [
      '8: over the wire, 2.0.0 does not read the error LATE as LATE',
      '8: over the wire, 1.0.0 does not read the error LATE as LATE',
    ]],
    ['a step that changes the date of an error', pair(z.string(), coerced, { errors: { up: { LATE: late }, down: {} } }), [
      '6: a date of the error LATE is changed on its way',
      '6: a date of the error LATE is changed on its way',
    ]],
  ])('catches %s', async (_what, registry, problems) => {
    const { violations } = await checkLaws(registry, { runs: 100 })
    expect(violations.map(({ law, problem }) => `${law}: ${problem}`)).toStrictEqual(problems)
  })

  it.each<[string, (registry: Registry) => Partial<Registry>, HalfName, string]>([
    // what the engine does wrong, how, half, law and problem
    ['shares what it converts', () => ({ migrate: async (_procedure, _half, value) => ({ value, losses: [] }) }), 'request', '6: what going up gives shares objects with the value'],
    [
      'converts errors that it does not know',
      ({ chain }) => ({
        chain: (...asked) => {
          const { legs, ...rest } = chain(...asked)
          const convert = (error: unknown) => (isRecord(error) && error['code'] === 'NEVER_HEARD_OF' ? { ...error } : error)
          return { ...rest, legs: { ...legs, errors: legs.errors.map((leg) => ({ ...leg, convert })) } }
        },
      }),
      'errors',
      '7: an unknown error does not pass unchanged: NEVER_HEARD_OF',
    ],
  ])('catches an engine that %s', async (_what, wrong, half, problem) => {
    const registry = pair(z.object({ a: z.string() }), { BUSY: { data: z.object({}) } }, {})
    const { violations } = await checkLaws({ ...registry, ...wrong(registry) }, { runs: 20, halves: [half] })
    expect(`${violations[0]?.law}: ${violations[0]?.problem}`).toBe(problem)
  })

  it('says which values it cannot generate, and takes them by hand', async () => {
    const set = (path: `/${string}`) => oc.route({ path }).input(z.object({ names: z.set(z.string()) }))
    const registry = defineRegistry({
      name: 'sets',
      versions: [
        { version: '1.0.0', contracts: { set: { put: set('/put') } } },
        { version: '2.0.0', contracts: { set: { put: set('/v2/put') } } },
      ],
      hops: [{ from: '1.0.0', to: '2.0.0', contracts: { set: { put: { request: { up: (value: unknown) => value, down: (value: unknown) => value } } } } }],
    })
    await expect(checkLaws(registry)).rejects.toThrow('the request of set.put in 1.0.0: No value can be generated at names: a set is not JSON. Give its values by hand in `values`.')
    const names = fc.constant({ names: new Set(['a']) })
    const { violations } = await checkLaws(registry, { values: { 'set.put request 1.0.0': names, 'set.put request 2.0.0': names }, runs: 10 })
    expect(violations.map(({ law }) => law)).toStrictEqual([8, 8])
  })
})

describe('describeLaws', { timeout: 60_000 }, () => {
  it('makes a test of each procedure, which fails with the law and the value', async () => {
    const tests = new Map<string, () => Promise<void>>()
    const titles: string[] = []
    const planted = { first: { up: (ticket: object) => ({ ...first.up(ticket as never), more: undefined }) } }
    const runner = {
      describe: (title: string, body: () => void) => (titles.push(title), body()),
      it: (title: string, body: () => Promise<void>) => tests.set(title, body),
    }
    describeLaws(ticketRegistry(planted), runner, { runs: 100 })
    expect([titles, [...tests.keys()]]).toStrictEqual([['the hops of tickets obey the laws'], ['ticket.save', 'ticket.watch']])
    await expect(tests.get('ticket.save')!()).rejects.toThrow(/^law 2 .*\n.*down\(up\(x\)\) changes undeclared more\n {2}const value = \{.*[\s\S]*seed 1$/)
    await expect(tests.get('ticket.watch')!()).resolves.toBeUndefined()
  })
})
