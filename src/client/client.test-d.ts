import type { ClientContext, ClientLink, InferClientContext, ORPCError } from '@orpc/client'
import { isDefinedError, safe } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { RPCLink } from '@orpc/client/fetch'
import type { OrchestratorContract, RunnerContract, RunRunnersRequest, RunRunnersResponse } from '@runners/contracts'
import { describe, expectTypeOf, it } from 'vitest'
import { registry } from '../registry.js'
import {
  type CallContext,
  createContractClient,
  createOrchestratorClient,
  createRunnerClient,
  isContractError,
  NegotiatedLink,
  type OrchestratorClient,
  type RunnerClient,
  versionInterceptor,
} from './index.js'

const client = createRunnerClient({ url: 'http://runner' })
const request = { runId: 'r1', runners: [{ name: 'a', input: {} }] }

describe('a runner client', () => {
  it('is oRPC’s client of the latest contract with our context', () => {
    expectTypeOf(client).toEqualTypeOf<RunnerClient>()
    expectTypeOf<RunnerClient>().toEqualTypeOf<ContractRouterClient<RunnerContract, CallContext>>()
    expectTypeOf<InferClientContext<RunnerClient>>().toEqualTypeOf<CallContext>()
  })

  it('takes the latest request and gives the latest response', () => {
    expectTypeOf(client.execute).parameter(0).toEqualTypeOf<RunRunnersRequest>()
    expectTypeOf(client.execute(request)).resolves.toEqualTypeOf<RunRunnersResponse>()
    // @ts-expect-error a v1 request
    void client.execute({ runners: ['a'] })
    // @ts-expect-error no such procedure
    void client.ping()
  })

  it('gives streams as async iterators of events', async () => {
    const stream = await client.executeStream(request)
    for await (const event of stream) {
      if (event.type === 'result') expectTypeOf(event.index).toEqualTypeOf<number>()
    }
  })

  it('takes settings of a call, all optional', () => {
    void client.info()
    void client.execute(request, {})
    void client.execute(request, { signal: AbortSignal.timeout(1), context: {} })
    void client.execute(request, { context: { losses: 'report', version: '1.0.0', headers: { a: '1', b: ['2'] } } })
    void client.execute(request, { context: { headers: new Headers(), onLoss: ({ path }) => expectTypeOf(path).toEqualTypeOf<string>() } })
    // @ts-expect-error no such policy
    void client.execute(request, { context: { losses: 'ignore' } })
    // @ts-expect-error no such setting
    void client.execute(request, { context: { retries: 3 } })
  })

  it('types the errors of the contract', async () => {
    const { error } = await safe(client.execute(request))
    if (!isDefinedError(error)) return
    expectTypeOf(error.code).toEqualTypeOf<'RUNNER_NOT_FOUND' | 'INPUT_VALIDATION_FAILED' | 'EXECUTION_FAILED' | 'EXECUTION_TIMED_OUT'>()
    if (error.code === 'EXECUTION_TIMED_OUT') expectTypeOf(error).toEqualTypeOf<ORPCError<'EXECUTION_TIMED_OUT', { timeoutMs: number }>>()
  })

  it('lets our own errors be told apart by code', async () => {
    const { error } = await safe(client.info())
    if (!isContractError(error)) return
    if (error.code === 'PEER_UNREACHABLE') expectTypeOf(error.details.status).toEqualTypeOf<number | undefined>()
    if (error.code === 'LOSSY_CONVERSION') expectTypeOf(error.details.losses[0]!.path).toEqualTypeOf<string>()
  })
})

describe('settings of a client', () => {
  it('need a URL, and nothing that does not exist', () => {
    // @ts-expect-error no URL
    createRunnerClient({})
    // @ts-expect-error no such setting
    createRunnerClient({ url: 'http://runner', retries: 3 })
    createRunnerClient({ url: new URL('http://runner'), fetch, headers: { a: '1' } })
    createRunnerClient({ url: 'http://runner', fetch: async (sent) => new Response(sent.url), headers: async () => new Headers() })
    createRunnerClient({ url: 'http://runner', headers: ({ context }, path) => ({ a: path.join('.'), b: context.version }) })
  })
})

it('an orchestrator client is oRPC’s client of the latest contract with our context', () => {
  expectTypeOf(createOrchestratorClient({ url: 'http://orchestrator' })).toEqualTypeOf<OrchestratorClient>()
  expectTypeOf<OrchestratorClient>().toEqualTypeOf<ContractRouterClient<OrchestratorContract, CallContext>>()
})

it('a client of any registry has the latest contract of the name that is asked for', () => {
  expectTypeOf(createContractClient(registry, 'runner', { url: 'http://runner' })).toEqualTypeOf<RunnerClient>()
  // @ts-expect-error no such contract
  createContractClient(registry, 'scheduler', { url: 'http://runner' })
})

it('a link of any context fits into a negotiated link, and a negotiated link wherever oRPC takes one', () => {
  const agree = async () => ({ contract: 'runner', version: '1.0.0', offered: ['1.0.0'], source: 'pin' as const })
  const spoken = { registry, contract: 'runner', version: '1.0.0' }
  const rpcLink = new RPCLink<Record<never, never>>({ url: 'http://runner', clientInterceptors: [versionInterceptor(spoken)] })
  const link = new NegotiatedLink({ registry, contract: 'runner', agree, linkFor: () => rpcLink })
  expectTypeOf(link).toExtend<ClientLink<CallContext>>()
  expectTypeOf<CallContext>().toExtend<ClientContext>()
})
