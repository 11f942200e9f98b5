import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { createORPCClient, type ORPCError } from '@orpc/client'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Journal, journaling } from '../../test/support/journal.js'
import { registry as printers } from '../../test/support/printer.js'
import { serve } from '../../test/support/serve.js'
import { ContractError } from '../engine/errors.js'
import { NegotiatedLink } from './negotiated-link.js'
import type { PeerAgreement } from './peer-agreement.js'
import { createRunnerClient } from './runner-client.js'

const request = { runId: 'r1', runners: [{ name: 'echo', input: {} }] }
const outcome = (call: Promise<unknown>) => call.then(() => 'answered', (error: ORPCError<string, unknown>) => error.code ?? error.name)

/** A runner of both versions that executes, and then answers as `after` says instead. */
async function executing(after: (response: ServerResponse, incoming: IncomingMessage) => void) {
  const journal: Journal = []
  const node = journaling(journal, ['1.0.0', '2.0.0'])
  const listening = await serve((incoming, outgoing) => {
    if (incoming.method === 'GET') return void node(incoming, outgoing)
    const body: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => body.push(chunk))
    incoming.on('end', () => {
      journal.push((JSON.parse(Buffer.concat(body).toString()) as { runId: string }).runId)
      after(outgoing, incoming)
    })
  })
  return { ...listening, journal }
}

describe('a call that was executed is not executed again', () => {
  const elsewhere = (status: number) => (response: ServerResponse) => void response.writeHead(status, { location: '/v2/execute?again' }).end()

  it.each<[string, (response: ServerResponse, incoming: IncomingMessage) => void]>([
    // what the runner answers afterwards
    ['redirects by 301', elsewhere(301)],
    ['redirects by 307', elsewhere(307)],
    ['redirects by 308', elsewhere(308)],
    ['asks for another attempt', (response) => void response.writeHead(503, { 'retry-after': '0' }).end()],
    ['says that it waited too long', (response) => void response.writeHead(408, { connection: 'close' }).end()],
    ['wants credentials', (response) => void response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end()],
    ['says that it was too early', (response) => void response.writeHead(425).end()],
    ['closes the connection', (_response, { socket }) => void socket.end()],
    ['resets the connection', (_response, { socket }) => void socket.resetAndDestroy()],
    ['closes after half of the head', (_response, { socket }) => void socket.end('HTTP/1.1 200 OK\r\ncontent-le')],
    ['closes after half of the body', (response) => void response.writeHead(200, { 'content-length': '99' }).write('{', () => response.socket?.destroy())],
    ['informs, and closes', (response) => {
      response.writeProcessing()
      response.socket?.end()
    }],
  ])('where the runner %s', async (_what, after) => {
    const { url, journal } = await executing(after)
    const client = createRunnerClient({ url })
    await client.info()
    expect(await outcome(client.execute(request))).not.toBe('answered')
    await client.info()
    expect(journal).toEqual(['r1'])
  })

  it('where its keep-alive connection is closed as the request is on its way', async () => {
    const journal: Journal = []
    const server = createServer({ keepAliveTimeout: 1 }, journaling(journal, ['2.0.0']) as RequestListener)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const client = createRunnerClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
    const ids = Array.from({ length: 100 }, (_, index) => `r${index}`)
    const failed: string[] = []
    for (const runId of ids) {
      await client.execute({ ...request, runId }).catch(() => failed.push(runId))
      await new Promise((resolve) => setTimeout(resolve, Number(runId.slice(1)) % 4))
    }
    const counts = ids.map((runId) => journal.filter((line) => line.startsWith(`${runId} `)).length)
    expect(counts.every((count, index) => count === 1 || (count === 0 && failed.includes(ids[index]!)))).toBe(true)
  })

  it('where the runner takes the request and hangs up without a word, connection after connection', async () => {
    const seen: string[] = []
    const tcp = createTcpServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (chunk) => {
        seen.push(chunk.toString().split(' ')[0]!)
        socket.end()
      })
    })
    await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void tcp.close())
    const url = `http://127.0.0.1:${(tcp.address() as AddressInfo).port}`
    expect(await outcome(createRunnerClient({ url, version: '2.0.0' }).execute(request))).toBe('TypeError')
    expect(seen).toEqual(['POST'])
  })

  /** RFC 9110, 15.5.20: 421 promises that the request was not processed, and fetch takes it at its word. */
  it('but fetch itself sends a request once more where a server answers 421', async () => {
    const { url, journal } = await executing((response) => void response.writeHead(421).end())
    expect(await outcome(createRunnerClient({ url, version: '2.0.0' }).execute(request))).not.toBe('answered')
    expect(journal).toEqual(['r1', 'r1'])
  })
})

describe('an emulation that was executed in part', () => {
  const agreementOn = (version: string): PeerAgreement => ({ contract: 'printer', version, offered: [version], source: 'discovery' })
  const rejection = new ContractError('CONTRACT_VERSION_UNSUPPORTED', { version: '1.0.0', supported: ['2.0.0'] })

  /** A printer of v1 that prints so many pages and then becomes one of v2 alone. */
  function printer(pages: number) {
    const printed: string[] = []
    const link = new NegotiatedLink({
      registry: printers,
      contract: 'printer',
      agree: async () => agreementOn('1.0.0'),
      renegotiate: async () => agreementOn('2.0.0'),
      linkFor: (version) => ({
        call: async () => {
          if (version === '1.0.0' && printed.length >= pages) throw rejection
          printed.push(version)
          return version === '1.0.0' ? { pages: 1 } : { sheets: 1 }
        },
      }),
    })
    const client = createORPCClient(link) as { printAll: (lines: readonly object[]) => Promise<AsyncIterable<unknown>> }
    return { client, printed }
  }

  const print = async ({ client }: ReturnType<typeof printer>) => {
    for await (const _event of await client.printAll([{ lines: ['a'] }, { lines: ['b'] }, { lines: ['c'] }]));
  }

  it('is not begun again, nor is its rejection the promise that nothing was executed', async () => {
    const peer = printer(2)
    await expect(print(peer)).rejects.toMatchObject({ code: 'VERSION_WITHDRAWN', details: { procedure: 'printer.printAll', version: '1.0.0', supported: ['2.0.0'] } })
    expect(peer.printed).toEqual(['1.0.0', '1.0.0'])
  })

  it('goes on in what is agreed anew where nothing was executed yet', async () => {
    const peer = printer(0)
    await print(peer)
    expect(peer.printed).toEqual(['2.0.0', '2.0.0', '2.0.0'])
  })
})

describe('a request that is a stream itself', () => {
  it('is not sent again where it is rejected: what was read of it is gone', async () => {
    const sent: string[] = []
    const agreementOn = (version: string): PeerAgreement => ({ contract: 'runner', version, offered: [version], source: 'discovery' })
    const { registry } = await import('../registry.js')
    const link = new NegotiatedLink({
      registry,
      contract: 'runner',
      agree: async () => agreementOn('2.0.0'),
      renegotiate: async () => agreementOn('2.0.0'),
      linkFor: (version) => ({
        call: async () => {
          sent.push(version)
          throw new ContractError('CONTRACT_VERSION_UNSUPPORTED', { version, supported: [] })
        },
      }),
    })
    const stream = (async function* () {
      yield 1
    })()
    await expect(link.call(['execute'], stream, { context: {} })).rejects.toMatchObject({ code: 'CONTRACT_VERSION_UNSUPPORTED' })
    expect(sent).toEqual(['2.0.0'])
  })
})
