import { eventIterator, oc, ORPCError } from '@orpc/contract'
import { z } from 'zod'
import { defineHop, type Hop } from '../../src/engine/define.js'
import { defineRegistry } from '../../src/engine/define-registry.js'

const Tray = z.object({ tray: z.number() })

export const v1 = {
  print: oc
    .route({ path: '/print' })
    .input(z.object({ text: z.string() }))
    .output(z.object({ pages: z.number() }))
    .errors({ JAMMED: { data: Tray }, BURNT: { status: 503, data: z.object({ degrees: z.number().min(0) }) }, OFF: {} }),
  watch: oc.route({ path: '/watch' }).output(eventIterator(z.object({ page: z.number() }), z.string())).errors({ JAMMED: { data: Tray } }),
  queue: oc.route({ path: '/queue' }).input(z.object({ texts: z.array(z.string()) })).output(z.object({ pages: z.number() })).errors({ BURNT: { status: 507, data: z.object({ degrees: z.number() }) } }),
}

const PrintV2 = z.object({ lines: z.array(z.string().max(80)), copies: z.number().optional(), secret: z.string().optional() })

export const v2 = oc.prefix('/v2').router({
  print: oc
    .route({ path: '/print' })
    .input(PrintV2)
    .output(z.object({ sheets: z.number().min(1), duplex: z.boolean().optional() }))
    .errors({
      JAMMED: { status: 409, data: Tray },
      BURNT: { status: 503, data: z.object({ kelvin: z.number() }) },
      EMPTY: { status: 410, data: z.object({ trays: z.array(z.number()) }) },
      LOCKED: { status: 423, data: z.object({ by: z.string() }) },
    }),
  watch: oc.route({ path: '/watch' }).output(eventIterator(z.object({ sheet: z.number().min(1) }), z.string().min(3))).errors({ JAMMED: { status: 409, data: Tray } }),
  printAll: oc.route({ path: '/print/all' }).input(z.array(PrintV2)).output(eventIterator(z.object({ sheets: z.number() }), z.object({ total: z.number() }))).errors({ LOCKED: { status: 423, data: z.object({ by: z.string() }) }, JAMMED: { status: 420, data: Tray } }),
  count: oc.route({ path: '/count' }).input(z.object({ lines: z.array(z.string()) })).output(z.object({ sheets: z.number().min(1) })).errors({ JAMMED: { status: 420, data: Tray } }),
  staple: oc.route({ path: '/staple' }).output(z.string()),
})

const KELVIN = 273

const printer = {
  print: {
    request: {
      up: ({ text }) => ({ lines: text.split('\n') }),
      down: ({ lines }) => ({ text: lines.join('\n') }),
      losses: [
        { path: 'copies', reason: 'v1 prints once' },
        { path: 'secret', reason: 'v1 prints for everybody', policy: 'reject' },
      ],
    },
    response: {
      up: ({ pages }) => ({ sheets: pages }),
      down: ({ sheets }) => ({ pages: sheets }),
      losses: [{ path: 'duplex', reason: 'v1 has one side' }],
    },
    errors: {
      up: {
        BURNT: ({ data }) => ({ code: 'BURNT', data: { kelvin: data.degrees + KELVIN } }),
        OFF: () => ({ code: 'SERVICE_UNAVAILABLE', message: 'switch it on' }),
        NOT_FOUND: (_error, { request }) => ({ code: 'LOCKED', data: { by: request.newer.lines.join() } }),
      },
      down: {
        BURNT: ({ data }) => ({ code: 'BURNT', data: { degrees: data.kelvin - KELVIN } }),
        EMPTY: ({ data }) => ({ code: 'JAMMED', data: { tray: data.trays.at(0) ?? 0 } }),
        LOCKED: ({ data }) => ({ code: 'FORBIDDEN', data }),
      },
    },
  },
  watch: {
    events: { up: ({ page }) => ({ sheet: page }), down: ({ sheet }) => ({ page: sheet }) },
    response: { up: (end) => end, down: (end) => end },
  },
  queue: {
    emulated: async ({ texts }, { newer }) => {
      const { sheets } = await newer.print({ lines: texts })
      return { pages: sheets }
    },
  },
  printAll: {
    emulated: async function* (requests, { newer }) {
      if (requests.length === 0) throw new ORPCError('LOCKED', { data: { by: 'nobody' } })
      let total = 0
      for (const request of requests) {
        const { sheets } = await newer.print(request)
        total += sheets
        yield { sheets }
      }
      return { total }
    },
  },
  count: {
    emulated: async ({ lines }, { older, newId }) => {
      const { pages } = await older.print({ text: `${newId()}:${lines.join()}` })
      return { sheets: pages }
    },
  },
  staple: { unavailable: 'v1 has no stapler' },
} satisfies Hop<typeof v1, typeof v2>

/** Two versions of a contract with one of everything: losses, typed errors, a stream, procedures that one side lacks. */
export const registry = defineRegistry({
  name: 'printers',
  versions: [
    { version: '1.0.0', contracts: { printer: v1 } },
    { version: '2.0.0', contracts: { printer: v2 } },
  ],
  hops: [defineHop({ from: '1.0.0', to: '2.0.0', contracts: { printer } })],
})

/** `printer.print` from one major to the other, such as `chainOf('print', 2, 1)`. */
export const chainOf = (procedure: string, from: number, to: number) => registry.chain('printer', [procedure], `${from}.0.0`, `${to}.0.0`)
