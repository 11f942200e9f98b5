import { connect } from 'node:net'
import { createRunnerHandler } from '@runners/contracts/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Listening, listen } from './support/server.js'
import { v2Runner } from './support/v2-runner.js'
import { supported, supportedHeader } from './support/versions.js'

describe.each(['all', 'edges'] as const)('where a handler validates %s', (validate) => {
  const { router, executed } = v2Runner()
  let runner: Listening
  beforeAll(async () => {
    runner = await listen(createRunnerHandler({ router, validate }).node)
  })
  afterAll(() => runner.close())

  const json = { 'content-type': 'application/json' }
  const valid = JSON.stringify({ runId: 'r', runners: [{ name: 'echo', input: {} }] })
  const withInput = (input: string) => `{"runId":"r","runners":[{"name":"echo","input":${input}}]}`

  describe.each(['/execute', '/v2/execute', '/v2/execute/stream'])('POST %s', (path) => {
    const post = (body: string | Uint8Array, headers: Record<string, string>) =>
      fetch(`${runner.url}${path}`, { method: 'POST', headers, body })

    it.each([
      // what is wrong, body, headers, status, what the answer says
      ['malformed JSON', '{bad', json, 400, /Malformed request/],
      ['half a JSON', valid.slice(0, -4), json, 400, /Malformed request/],
      ['no body', '', json, 400, /Input validation failed/],
      ['a wrong content type', valid, { 'content-type': 'text/xml' }, 415, /must be application\/json, not text\/xml/],
      ['a form', 'runId=r', { 'content-type': 'application/x-www-form-urlencoded' }, 415, /must be application\/json/],
      ['a body of 20 MB', withInput(`{"a":"${'x'.repeat(20_000_000)}"}`), json, 413, /PAYLOAD_TOO_LARGE/],
      ['10,000 levels of nesting', withInput(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`), json, 400, /deeper than 100 levels/],
      ['10,000 levels of arrays', withInput(`{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`), json, 400, /deeper than 100 levels/],
      ['a __proto__ key', withInput('{"__proto__":{"polluted":true}}'), json, 400, /key named __proto__/],
      ['an escaped __proto__ key', withInput('{"\\u005f_proto__":{"polluted":true}}'), json, 400, /key named __proto__/],
      ['a constructor key', withInput('{"constructor":{"prototype":{"polluted":true}}}'), json, 400, /key named constructor/],
      ['__proto__ around everything', `{"__proto__":${valid}}`, json, 400, /key named __proto__/],
      ['an unknown version', valid, { ...json, 'runners-contract-version': '9.0.0' }, 404, /does not serve contract version 9.0.0/],
      ['a version that is none', valid, { ...json, 'runners-contract-version': 'latest' }, 404, /does not serve contract version latest/],
      ['a version of 8 KB', valid, { ...json, 'runners-contract-version': '9'.repeat(8192) }, 404, /CONTRACT_VERSION_UNSUPPORTED/],
      ['an array', '[]', json, 400, /Input validation failed/],
      ['null', 'null', json, 400, /Input validation failed/],
    ])('refuses %s and goes on serving', async (_what, body, headers, status, says) => {
      const before = executed.length
      const answer = await post(body, headers)
      expect([answer.status, await answer.text()]).toStrictEqual([status, expect.stringMatching(says)])
      expect(answer.headers.get('runners-contract-supported')).toBe(supportedHeader)
      expect(executed).toHaveLength(before)
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
      expect((await post(valid, json)).status).toBe(200)
    })
  })

  it('refuses a version header that belongs to another path', async () => {
    const answer = await fetch(`${runner.url}/v2/execute`, {
      method: 'POST',
      headers: { ...json, 'runners-contract-version': '1.0.0' },
      body: valid,
    })
    expect([answer.status, await answer.json()]).toStrictEqual([
      400,
      expect.objectContaining({ code: 'CONTRACT_VERSION_MISMATCH', data: { version: '1.0.0', path: '/v2/execute', supported } }),
    ])
  })

  it.each([
    // RPC-encoded bodies of v1, what the answer says
    ['meta that reaches for a prototype', '{"json":{},"meta":[[1,"__proto__","polluted"]]}', /400/],
    ['meta that is no list', '{"json":{},"meta":7}', /400/],
    ['no request inside', '{"json":null}', /Input validation failed/],
  ])('refuses an RPC-encoded body with %s', async (_what, body, says) => {
    const answer = await fetch(`${runner.url}/execute`, { method: 'POST', headers: json, body })
    expect(`${answer.status} ${await answer.text()}`).toMatch(says)
    expect(answer.status).toBe(400)
  })

  it.each(['/v2/info?__proto__[polluted]=1', '/v2/info?constructor[prototype][polluted]=1', '/info?__proto__.polluted=1', '/%E0%A4%A', '//execute', '/v2/../execute'])(
    'survives GET %s without polluting a prototype',
    async (path) => {
      const answer = await fetch(`${runner.url}${path}`)
      expect([200, 404]).toContain(answer.status)
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    },
  )

  it('goes on serving after a connection that broke off in the middle of a body', async () => {
    const { port, hostname } = new URL(runner.url)
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(`POST /v2/execute HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"runId"`)
        setImmediate(() => socket.destroy())
      })
      socket.on('close', () => resolve())
    })
    expect((await fetch(`${runner.url}/v2/info`)).status).toBe(200)
  })

  it('refuses a body that never says how long it is as soon as it is too long', async () => {
    const chunk = new Uint8Array(1_000_000).fill(120)
    let sent = 0
    const body = new ReadableStream({
      pull: (controller) => {
        sent += 1
        controller.enqueue(chunk)
        if (sent === 30) controller.close()
      },
    })
    const answer = fetch(`${runner.url}/v2/execute`, { method: 'POST', headers: json, body, duplex: 'half' } as RequestInit)
    const outcome = await answer.then(({ status }) => status, (error: { cause?: { code?: string } }) => error.cause?.code)
    expect([413, 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']).toContain(outcome)
    expect((await fetch(`${runner.url}/v2/info`)).status).toBe(200)
  })
})
