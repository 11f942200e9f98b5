/**
 * What a user of the package does first, as a user writes it: `check-installed.mjs` copies this file beside an installed tarball and runs
 * it on each Node. A runner of the latest version answers callers of both versions over HTTP.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { implement } from '@orpc/server'
import { isContractError, runnerContract } from '@runners/contracts'
import { createRunnerClient } from '@runners/contracts/client'
import { createRunnerHandler } from '@runners/contracts/server'

const os = implement(runnerContract)

/** @type {(runner: { name: string, input: Record<string, unknown> }) => { name: string, status: 'pass', details: Record<string, unknown> }} */
const echo = ({ name, input }) => ({ name, status: 'pass', details: input })

const router = os.router({
  execute: os.execute.handler(({ input }) => ({ runId: input.runId, results: input.runners.map(echo) })),
  executeStream: os.executeStream.handler(async function* ({ input: { runId, runners } }) {
    yield { type: 'started', runId, total: runners.length }
    for (const [index, runner] of runners.entries()) yield { type: 'result', index, result: echo(runner) }
    yield { type: 'done', runId, summary: { total: runners.length, passed: runners.length, failed: 0, errored: 0 } }
  }),
  info: os.info.handler(() => ({ runners: [{ name: 'echo' }], contractVersions: ['1.0.0', '2.0.0'] })),
})

const server = createServer(createRunnerHandler({ router }).node).listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
const url = `http://127.0.0.1:${port}`

/** @param {string} path @param {RequestInit} [init] @returns {Promise<any>} any: parsed JSON */
const answer = async (path, init) => (await fetch(`${url}${path}`, init)).json()

const body = JSON.stringify({ runners: ['echo'], url: 'https://example.com' })
const old = await answer('/execute', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
assert.deepEqual(old, { results: [{ name: 'echo', status: 'pass', details: { url: 'https://example.com' } }] })

const { contract, latest, versions } = await answer('/contract')
assert.deepEqual([contract, versions.at(0).version, versions.at(-1).version], ['runner', '1.0.0', latest])

for (const version of [undefined, '1.0.0']) {
  const runner = createRunnerClient({ url, ...(version && { version }) })
  const request = { runId: 'run-7', runners: [{ name: 'echo', input: { a: 1 } }] }
  const { results } = await runner.execute(request)
  assert.deepEqual(results.map(({ name, status, details }) => [name, status, details]), [['echo', 'pass', { a: 1 }]])
  const types = []
  for await (const event of await runner.executeStream(request)) types.push(event.type)
  assert.deepEqual(types, ['started', 'result', 'done'])
  assert.equal((await runner.info()).runners[0]?.name, 'echo')
}

server.close()
server.closeAllConnections()
await assert.rejects(createRunnerClient({ url }).info(), (error) => isContractError(error, 'PEER_UNREACHABLE'))
console.log(`node ${process.versions.node}: both versions, streams, discovery and errors over HTTP`)
