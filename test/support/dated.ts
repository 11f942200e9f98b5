import { implement } from '@orpc/server'
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { defineHop, type Hop } from '../../src/engine/define.js'
import { defineRegistry } from '../../src/engine/define-registry.js'
import type { ContractVersion } from '../../src/engine/version.js'

export type Dates = Pick<ContractVersion, 'deprecated' | 'sunset'>

const Text = z.object({ text: z.string() })
const echo = oc.route({ path: '/echo' }).input(Text).output(Text)

export const v1 = { echo, nested: { echo: oc.route({ path: '/nested' }).input(Text).output(Text) } }
const v2 = oc.prefix('/v2').router({ ...v1, twice: oc.route({ path: '/twice' }).input(Text).output(Text) })

const tasks = {
  twice: { emulated: async (request, { older }) => older.echo(await older.echo(request)) },
} satisfies Hop<typeof v1, typeof v2>

/** Versions 1.0.0 and 2.0.0 of a small contract `tasks`, with dates; 1.0.0 emulates `twice` by two calls. */
export const datedRegistry = (dates: Dates, ofLatest: Dates = {}) =>
  defineRegistry({
    name: 'dated',
    versions: [
      { version: '1.0.0', contracts: { tasks: v1 }, ...dates },
      { version: '2.0.0', contracts: { tasks: v2 }, ...ofLatest },
    ],
    hops: [defineHop({ from: '1.0.0', to: '2.0.0', contracts: { tasks } })],
  })

const os = implement(v2)

/** Implements the latest: says back what it is told. */
export const datedRouter = os.router({
  echo: os.echo.handler(({ input }) => input),
  nested: { echo: os.nested.echo.handler(({ input }) => input) },
  twice: os.twice.handler(({ input }) => input),
})
