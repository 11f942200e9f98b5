import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract'
import fc from 'fast-check'
import type { Chain, Ending } from '../../engine/chain.js'
import { findLosses } from '../../engine/loss.js'
import { proceduresOf } from '../../engine/procedures.js'
import type { Registry } from '../../engine/registry.js'
import { parseSync, type Sample, samples } from '../arbitrary.js'
import { newIds } from './asked.js'
import { type Breach, messageOf } from './law.js'
import type { Ledger } from './ledger.js'
import type { Subject } from './subject.js'
import type { GivenValues } from './values.js'

/** After so many events, calls or waits an emulation has shown enough. */
const ENOUGH = 40

/** A request, and what the procedures below answer, as often as they are called. */
interface Case {
  readonly request: Sample
  readonly answers: Readonly<Record<string, fc.Stream<Sample>>>
}

interface Emulation {
  readonly registry: Registry
  readonly chain: Chain
  readonly ending: Extract<Ending, { kind: 'emulated' }>
  /** The version that lacks the procedure. */
  readonly lacking: string
  readonly ledger: Ledger
}

/** Law 1 on an emulated procedure: on valid answers of the procedures that it is built on, it gives valid answers or events. */
export function emulationSubject(emulation: Emulation, given: GivenValues): Subject<Case> {
  const { chain, lacking } = emulation
  return {
    procedure: chain.procedure,
    half: chain.target.events === undefined ? 'response' : 'events',
    from: chain.to,
    to: lacking,
    cases: casesOf(emulation, given),
    check: async (one) => ({ laws: [1], breaches: await checkEmulation(emulation, one) }),
    show: ({ request }) => ({ request: request.wire }),
  }
}

const keyOf = (version: string, path: readonly string[]) => `${version} ${path.join('.')}`

function casesOf({ registry, chain, ending }: Emulation, given: GivenValues): fc.Arbitrary<Case> {
  const answers = [ending.older, ending.newer].flatMap((version) => {
    const router = registry.version(version).contracts[chain.contract] ?? {}
    return [...proceduresOf(router).values()]
      .filter(({ events }) => events === undefined)
      .map(({ path, response }) => [keyOf(version, path), fc.infiniteStream(samples(response, `the response of ${path.join('.')} in ${version}`))] as const)
  })
  const request = samples(chain.target.request, `the request of ${chain.procedure}`, given(chain.procedure, 'request', chain.to))
  return fc.record({ request, answers: fc.record(Object.fromEntries(answers), { noNullPrototype: true }) }, { noNullPrototype: true })
}

/** Ends an emulation that would go on for ever. */
const enough = new Error('the emulation has shown enough')

async function checkEmulation({ chain, ending, ledger }: Emulation, { request, answers }: Case): Promise<readonly Breach[]> {
  const count = counter()
  for (const rule of ending.losses) if (findLosses([rule], request.parsed).length > 0) ledger.shown.add(rule)
  const context = {
    newId: newIds(),
    older: clientOf(ending.older, answers, count),
    newer: clientOf(ending.newer, answers, count),
    wait: async () => count(),
    signal: undefined,
  }
  try {
    const answer: unknown = await ending.emulate(request.parsed, context)
    return chain.target.events === undefined ? refusalOf(chain, 'response', answer) : await checkEvents(chain, answer as AsyncGenerator, count)
  } catch (error) {
    return error === enough ? [] : [{ law: 1, problem: `its emulation throws on valid answers: ${messageOf(error)}` }]
  }
}

async function checkEvents(chain: Chain, events: AsyncGenerator, count: () => void): Promise<readonly Breach[]> {
  for (;;) {
    const { value, done } = await events.next()
    if (done) return refusalOf(chain, 'response', value)
    const refused = refusalOf(chain, 'events', value)
    if (refused.length > 0) return refused
    count()
  }
}

function refusalOf({ target, to }: Chain, half: 'response' | 'events', value: unknown): readonly Breach[] {
  const { refusal } = parseSync(target[half], value)
  return refusal === undefined ? [] : [{ law: 1, problem: `its emulation gives what ${to} refuses: ${refusal}` }]
}

function counter() {
  let so = 0
  return () => {
    if (++so > ENOUGH) throw enough
  }
}

/** A client whose every procedure answers with the next generated value. */
function clientOf(version: string, answers: Case['answers'], count: () => void): ContractRouterClient<AnyContractRouter> {
  const at = (path: readonly string[]): object =>
    new Proxy(() => {}, {
      get: (_target, key) => at([...path, String(key)]),
      apply: async () => {
        count()
        const next = answers[keyOf(version, path)]?.next()
        if (next === undefined || next.done) throw new Error(`${keyOf(version, path)} cannot be called`)
        return next.value.parsed
      },
    })
  return at([]) as ContractRouterClient<AnyContractRouter>
}
