import { oc } from '@orpc/contract'
import { implement } from '@orpc/server'
import { createContractHandler } from '../server/contract-handler.js'
import { defineHop } from '../engine/define.js'
import type { RequestContext } from '../engine/hop.js'
import { defineRegistry } from '../engine/define-registry.js'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { replies } from '../../test/support/replies.js'
import { serve } from '../../test/support/serve.js'
import { registry as runners } from '../registry.js'
import type { ClientHeaders } from './call-context.js'
import { createContractClient } from './contract-client.js'

const v1 = { greet: oc.route({ method: 'POST', path: '/greet' }).input(z.object({ name: z.string(), id: z.string() })).output(z.string()) }
const v2 = oc.prefix('/v2').router({
  greet: oc.route({ method: 'POST', path: '/greet' }).input(z.object({ who: z.string() })).output(z.string()),
})
const unchanged = (value: string) => value

/** A registry that has nothing to do with runners. */
const registry = defineRegistry({
  name: 'greetings',
  versions: [
    { version: '1.0.0', contracts: { greeter: v1 } },
    { version: '2.0.0', contracts: { greeter: v2 } },
  ],
  hops: [
    defineHop({
      from: '1.0.0',
      to: '2.0.0',
      contracts: {
        greeter: {
          greet: {
            request: {
              up: ({ name }: { name: string }) => ({ who: name }),
              down: ({ who }: { who: string }, { newId }: RequestContext) => ({ name: who, id: newId() }),
            },
            response: { up: unchanged, down: unchanged },
          },
        },
      },
    }),
  ],
})
const os = implement(v2)
const router = os.router({ greet: os.greet.handler(({ input }) => `Hello ${input.who}`) })

describe('a client of any registry', () => {
  it.each([
    // versions of the peer, its requests
    [['1.0.0'], ['GET /contract', 'POST /greet']],
    [['2.0.0'], ['GET /contract', 'POST /v2/greet']],
  ])('agrees with a peer of %j', async (versions, expected) => {
    const { url, requests } = await serve(createContractHandler(registry, 'greeter', { router, versions }).node)
    expect(await createContractClient(registry, 'greeter', { url }).greet({ who: 'you' })).toBe('Hello you')
    expect(requests).toEqual(expected)
  })

  it.each([
    // by which fetch, its options
    ['the global fetch', {}],
    ['a fetch of its own', { fetch: (request: Request, init?: RequestInit) => fetch(request, init) }],
  ])('leaves out a length that somebody forwards, which is that of another body: %s', async (_by, options) => {
    const { url } = await serve(createContractHandler(registry, 'greeter', { router }).node)
    const client = createContractClient(registry, 'greeter', { url, headers: { 'Content-Length': '3' }, ...options })
    expect(await client.greet({ who: 'you' }, { context: { headers: new Headers({ 'content-length': '4' }) } })).toBe('Hello you')
  })

  it('takes ids that a conversion needs from where it is told to', async () => {
    const sent: unknown[] = []
    const fetch = async (request: Request) => {
      sent.push(await request.json())
      return Response.json('Hello you')
    }
    const greet = async (settings: object) =>
      createContractClient(registry, 'greeter', { url: 'http://greeter', version: '1.0.0', fetch, ...settings }).greet({ who: 'you' })
    await greet({ newId: () => 'made-up' })
    await greet({})
    expect(sent).toEqual([{ name: 'you', id: 'made-up' }, { name: 'you', id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown }])
  })

  it('speaks the headers of its registry', async () => {
    const seen: unknown[] = []
    const { url } = await serve((incoming, outgoing) => {
      seen.push(incoming.headers['greetings-contract-version'])
      outgoing.writeHead(404, { 'greetings-contract-supported': '1.0.0' }).end()
    })
    const client = createContractClient(registry, 'greeter', { url, version: '1.0.0' })
    await expect(client.greet({ who: 'you' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(seen).toEqual(['1.0.0'])
  })

  it('shows what makes headers a copy of a converted request: what is changed in it is not the caller’s', async () => {
    const headers: ClientHeaders = (_options, _path, input) => {
      const { runners: [first] } = input as { readonly runners: readonly { readonly input: { free: { deep: number } } }[] }
      first!.input.free.deep = 2
      return {}
    }
    const fetch = async () => Response.json({ runId: 'r', results: [{ name: 'echo', status: 'pass' }] })
    const client = createContractClient(runners, 'runner', { url: 'http://runner', version: '1.0.0', fetch, headers })
    const request = { runId: 'r', runners: [{ name: 'echo', input: { free: { deep: 1 } } }] }
    await client.execute(request)
    expect(request.runners[0]?.input.free).toEqual({ deep: 1 })
  })

  it('takes nothing for an old peer unless it is told how one shows itself', async () => {
    const table = replies({ 'GET /hello': [200, 'I greet'], 'POST /greet': [200, '"Hello you"', { 'content-type': 'application/json' }] })
    const { url } = await serve(table)
    const oldPeer = { version: '1.0.0', path: () => '/hello', recognise: ({ status }: { readonly status: number }) => status === 200 }
    await expect(createContractClient(registry, 'greeter', { url }).greet({ who: 'you' })).rejects.toMatchObject({ code: 'NOT_A_RUNNER' })
    expect(await createContractClient(registry, 'greeter', { url, oldPeer }).greet({ who: 'you' })).toBe('Hello you')
  })
})
