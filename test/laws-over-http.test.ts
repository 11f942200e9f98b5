import { createORPCClient } from '@orpc/client'
import type { AnyContractRouter } from '@orpc/contract'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { type AnyRouter, implement } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createContractClient } from '@runners/contracts/client'
import { RunIdInPathSchema } from '@runners/contracts/v2'
import { registry } from '@runners/contracts/registry'
import { createContractHandler } from '@runners/contracts/server'
import { convertPayload } from '../src/engine/payload.js'
import { type ProcedureDetails, proceduresOf } from '../src/engine/procedures.js'
import type { Registry } from '../src/engine/registry.js'
import { parseSync, type Sample, samples } from '../src/testing/arbitrary.js'
import { ticketRegistry } from '../src/testing/fixtures/tickets.js'
import { throughText } from '../src/testing/laws/wire.js'
import { differences } from '../src/testing/value/differences.js'
import { type Listening, listen } from './support/server.js'

/** An implementation of a whole contract that answers what it is told to, and keeps what it was asked. */
class Peer {
  answer: unknown
  events: readonly unknown[] = []
  asked: unknown

  router(contract: AnyContractRouter): AnyRouter {
    const entries = [...proceduresOf(contract)].map(([id, { procedure, events }]) => [
      id,
      implement(procedure).handler(({ input }: { input: unknown }) => {
        this.asked = input
        return events === undefined ? this.answer : this.stream()
      }),
    ])
    return Object.fromEntries(entries) as AnyRouter
  }

  private async *stream() {
    yield* this.events
  }
}

/** What a handler of this package refuses on purpose. */
const isRefused = (wire: unknown) => /"(constructor|__proto__)":/.test(JSON.stringify(wire) ?? '')

/** v1 takes ids that no path can hold: they do not arrive, or are refused. */
const isRoutable = (contract: string, wire: unknown) =>
  contract !== 'orchestrator' || RunIdInPathSchema.safeParse((wire as { runId?: string }).runId ?? 'made-up').success

/** v2 takes results of v1 by position alone: one for each runner. */
const isAnswer = (request: unknown, [answer]: readonly Sample[]) => {
  const [{ runners }, { results }] = [request, answer?.parsed ?? {}] as [{ runners?: unknown[] }, { results?: unknown[] }]
  return results === undefined || runners?.length === results.length
}

const sent = (schema: ProcedureDetails['request']) => samples(schema).map(({ wire, parsed }): Sample => ({ wire: throughText(wire), parsed }))

interface Wiring {
  readonly older: string
  readonly contract: string
  readonly id: string
  readonly registry: Registry
}

const wirings: readonly Wiring[] = [
  ...['execute', 'info'].map((id) => ({ registry, older: '1.0.0', contract: 'runner', id })),
  ...['submitRun', 'getRunStatus', 'getRun'].map((id) => ({ registry, older: '1.0.0', contract: 'orchestrator', id })),
  ...['1.0.0', '2.0.0'].flatMap((older) => ['save', 'watch'].map((id) => ({ registry: ticketRegistry(), older, contract: 'ticket', id }))),
]

const madeUp = () => 'made-up'
const procedureIn = ({ registry, contract, id }: Wiring, version: string) => proceduresOf(registry.version(version).contracts[contract]!).get(id)!

/** What the caller gets of an answer, and the implementation of a request, by the registry alone. */
async function expected(wiring: Wiring, from: string, to: string, request: unknown, answers: readonly unknown[]) {
  const { registry, contract, id } = wiring
  const chain = registry.chain(contract, [id], from, to)
  const half = chain.source.events === undefined ? 'response' : 'events'
  const asked = chain.source.request && (await convertPayload(chain, request, { half: 'request', newId: madeUp })).value
  const got = await Promise.all(answers.map((answer) => convertPayload(chain, answer, { half, newId: madeUp, request })))
  return { asked, got: got.map(({ value }) => value) }
}

async function received(answer: unknown, { source }: { source: ProcedureDetails }): Promise<readonly unknown[]> {
  const values: unknown[] = []
  if (source.events === undefined) values.push(answer)
  else for await (const event of answer as AsyncIterable<unknown>) values.push(event)
  return values.map((value) => parseSync(source.events ?? source.response, value).parsed)
}

const inEachMode = wirings.flatMap((wiring) => (['all', 'edges'] as const).map((validate) => ({ ...wiring, validate })))

describe.each(inEachMode)('$contract.$id between $older and the latest, over HTTP, where $validate are validated', (wiring) => {
  const { registry, contract, id, older, validate } = wiring
  const latest = registry.latest.version
  const peer = new Peer()
  const servers: Listening[] = []
  let call: Record<'older' | 'latest', (request: unknown) => Promise<unknown>>

  beforeAll(async () => {
    const handler = createContractHandler(registry, contract, { router: peer.router(registry.latest.contracts[contract]!), newId: madeUp, validate })
    const plain = new OpenAPIHandler(peer.router(registry.version(older).contracts[contract]!))
    servers.push(await listen(handler.node), await listen((request, response) => void plain.handle(request, response)))
    const [{ url }, { url: oldUrl }] = servers as [Listening, Listening]
    const old = createORPCClient(new OpenAPILink(registry.version(older).contracts[contract]!, { url })) as never
    const current = createContractClient(registry, contract, { url: oldUrl, version: older, losses: 'allow', newId: madeUp, validate }) as never
    call = { older: old[id], latest: current[id] }
  })
  afterAll(() => Promise.all(servers.map((server) => server.close())))

  it.each([
    // caller, implementation
    ['older', older, latest],
    ['latest', latest, older],
  ] as const)('the %s side calls the other: what arrives is what the registry converts', async (caller, from, to) => {
    const [asking, answering] = [procedureIn(wiring, from), procedureIn(wiring, to)]
    const answers = answering.events === undefined ? sent(answering.response).map((one) => [one]) : fc.array(sent(answering.events), { maxLength: 5 })
    const cases = fc.tuple(sent(asking.request), answers).filter(([{ wire }, given]) => isRoutable(contract, wire) && isAnswer(wire ?? {}, given) && !(caller === 'older' && isRefused(wire)))
    const property = fc.asyncProperty(cases, async ([{ wire: request }, given]) => {
      const parsed = given.map(({ wire }) => parseSync(answering.events ?? answering.response, wire).parsed)
      peer.answer = parsed[0]
      peer.events = parsed
      const got = await received(await call[caller](request), { source: asking })
      const { asked, got: converted } = await expected(wiring, from, to, request, parsed.map(throughText))
      expect(differences([asked, converted], [asking.request && peer.asked, got])).toStrictEqual([])
    })
    await fc.assert(property, { seed: 1, numRuns: 60 })
  }, 60_000)
})
