import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { defineRegistry } from '../../src/engine/define-registry.js'
import type { AnswerContext } from '../../src/engine/hop.js'

/** `{ v2: 'asked>2' }`: what a value was, and every version that it came to since. */
export type Traced = Readonly<Record<string, string>>

export const idOf = (version: number) => `${version}.0.0`
export const traced = (version: number, text: string): Traced => ({ [`v${version}`]: text })
const textOf = (value: Traced) => Object.values(value).join()

function contractOf(version: number) {
  const value = z.object({ [`v${version}`]: z.string() })
  const errors = { [`FAILED_${version}`]: { status: 420 + version, data: value } }
  const contract = {
    echo: oc.route({ path: '/echo' }).input(value).output(value).errors(errors),
    watch: oc.route({ path: '/watch' }).input(value).output(eventIterator(value, value)).errors(errors),
  }
  return version === 1 ? contract : oc.prefix(`/v${version}`).router(contract)
}

type Asked = AnswerContext<Traced, Traced>

const ask = (to: number) => (value: Traced) => traced(to, `${textOf(value)}>${to}`)
/** An answer notes the request on either side of the hop too, older first. */
const answer = (to: number) => (value: Traced, { request }: Asked) =>
  traced(to, `${textOf(value)}>${to}(${textOf(request.older)}|${textOf(request.newer)})`)
const fail = (to: number) => ({ data }: { data: Traced }, context: Asked) => ({ code: `FAILED_${to}`, data: answer(to)(data, context) })

function hopFrom(older: number) {
  const newer = older + 1
  const loss = (half: string) => [
    { path: `v${newer}`, reason: `${half} ${newer} to ${older}` },
    { path: `v${older}`, reason: `${half} ${older} to ${newer}`, direction: 'up' },
  ]
  const steps = {
    request: { up: ask(newer), down: ask(older), losses: loss('request') },
    response: { up: answer(newer), down: answer(older), losses: loss('response') },
    errors: { up: { [`FAILED_${older}`]: fail(newer) }, down: { [`FAILED_${newer}`]: fail(older) } },
  }
  const watch = { ...steps, events: { up: answer(newer), down: answer(older), losses: loss('events') } }
  return { from: idOf(older), to: idOf(newer), contracts: { trace: { echo: steps, watch } } }
}

/** Versions 1.0.0 to n.0.0 of a contract whose values tell the way that they came. */
export function tracedRegistry(count: number) {
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  return defineRegistry({
    name: 'traced',
    versions: numbers.map((number) => ({ version: idOf(number), contracts: { trace: contractOf(number) } })),
    hops: numbers.slice(1).map((number) => hopFrom(number - 1)),
  })
}
