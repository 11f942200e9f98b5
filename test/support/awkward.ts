import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { refuse } from '../../src/engine/define.js'
import { defineRegistry } from '../../src/engine/define-registry.js'

const Limit = z.object({ limit: z.number().optional() })
const at = (path: `/${string}`) => oc.route({ method: 'POST', path }).input(Limit).output(z.boolean())
const events = (path: `/${string}`) => oc.route({ path }).output(eventIterator(z.number()))
const placed = oc.route({ method: 'GET', path: '/v2/placed/{limit}' }).input(z.object({ limit: z.coerce.number() })).output(z.boolean())

/** Says how often it was parsed. */
const counted = oc.route({ path: '/v4/counted' }).output(z.object({ times: z.number().transform((times) => times + 1) }))

/** Why the hop refuses it. */
export const refused = 'no limit is small enough'

const losses = (direction: 'up' | 'down') => [{ path: 'limit', reason: 'there is none', direction, policy: 'reject' as const }]
const emulated = () => true

/** Refuses a limit, and breaks where there is none. */
const limitUp = ({ limit }: { readonly limit: number }) => refuse(limit.toFixed() === '1' ? refused : 'another')
/** Refuses every answer, and breaks at 0. */
const answerUp = (answer: number): never => {
  if (answer === 0) throw new RangeError('not by a refusal')
  return refuse(refused)
}
const same = (value: unknown) => value

/** Four versions of a contract with procedures that only some of them have, and some whose payloads a hop refuses. */
export const registry = defineRegistry({
  name: 'awkward',
  versions: [
    { version: '1.0.0', contracts: { awkward: { 'only-old': at('/old'), refused: oc.route({ method: 'POST', path: '/refused' }).input(Limit).output(z.number()), events: events('/events') } } },
    { version: '2.0.0', contracts: { awkward: { refused: at('/v2/refused'), placed, events: events('/v2/events') } } },
    { version: '3.0.0', contracts: { awkward: { 'only-new': at('/v3/new') } } },
    { version: '4.0.0', contracts: { awkward: { 'only-new': at('/v4/new'), counted } } },
  ],
  hops: [
    {
      from: '1.0.0',
      to: '2.0.0',
      contracts: {
        awkward: {
          'only-old': { emulated, losses: losses('up') },
          refused: { request: { up: limitUp, down: same }, response: { up: answerUp, down: same } },
          events: { events: { up: answerUp, down: same } },
          placed: { unavailable: 'it had no place' },
        },
      },
    },
    {
      from: '2.0.0',
      to: '3.0.0',
      contracts: { awkward: { 'only-new': { emulated, losses: losses('down') }, refused: { unavailable: 'gone' }, placed: { unavailable: 'gone' }, events: { unavailable: 'gone' } } },
    },
    { from: '3.0.0', to: '4.0.0', contracts: { awkward: { counted: { unavailable: 'nobody counted' } } } },
  ],
})
