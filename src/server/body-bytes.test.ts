import { type IncomingMessage, request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { datedRegistry, datedRouter } from '../../test/support/dated.js'
import { serve } from '../../test/support/serve.js'
import { createContractHandler } from './index.js'

const handler = createContractHandler(datedRegistry({}), 'tasks', { router: datedRouter, rpcForm: true, maxBodySize: 100, prefix: '/tasks' })

/** Sends a body of 20 kB; resolves to the status and whether the connection ends, once the server has had it all. */
async function sendTooMuch(url: string, path: string, headers: Record<string, string>): Promise<readonly [number | undefined, string | undefined]> {
  const body = JSON.stringify({ text: 'x'.repeat(20_000) })
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } }, resolve)
    sent.on('error', reject)
    sent.end(body)
  })
  for await (const chunk of answer) void chunk
  return [answer.statusCode, answer.headers.connection]
}

describe('a body of Node that is too large', () => {
  const uncaught: unknown[] = []
  const note = (error: unknown) => void uncaught.push(error)
  beforeEach(() => void process.on('uncaughtExceptionMonitor', note))
  afterEach(() => void process.off('uncaughtExceptionMonitor', note))

  const length = { 'content-length': '20011' }
  it.each([
    // path, headers, status: 413 where somebody reads it
    ['/tasks/echo', length, 413],
    ['/tasks/v2/echo', length, 413],
    ['/tasks/v2/echo', {}, 413],
    ['/tasks/nowhere', length, 404],
    ['/tasks/v2/nowhere', length, 404],
    ['/tasks/v7/echo', length, 404],
    ['/elsewhere', length, 404],
    ['/tasks/v2/echo', { ...length, 'content-type': 'text/plain' }, 415],
  ])('sent to %s with %j is answered, and the process goes on: %i', async (path, headers, status) => {
    const { url } = await serve(handler.node)
    const [answered, connection] = await sendTooMuch(url, path, headers as Record<string, string>)
    expect(answered).toBe(status)
    if (status === 413) expect(connection).toBe('close')
    const again = await fetch(`${url}/tasks/v2/echo`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"a"}' })
    expect([await again.json(), uncaught]).toStrictEqual([{ text: 'a' }, []])
  })
})

it('a body that a framework has read is not read again', async () => {
  const { url } = await serve((request, response) => void handler.node(Object.assign(request, { body: { text: 'parsed' } }), response))
  const answer = await fetch(`${url}/tasks/v2/echo`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"a"}' })
  expect(await answer.json()).toStrictEqual({ text: 'parsed' })
})
