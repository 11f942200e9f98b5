import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { sameAnswers } from '../harness/answers.mjs'
import { requestV2 } from '../harness/payloads.mjs'
import { ratios } from '../harness/statistics.mjs'

const RUNNERS = 20
const body = JSON.stringify(requestV2(RUNNERS))
const headers = { 'content-type': 'application/json' }

/** @param {string} name */
async function serverOf(name) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../harness/serve.mjs', import.meta.url)), name], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  return { name, url: `${String(line).trim()}/v2/execute`, stop: () => child.kill(), rates: /** @type {number[]} */ ([]), p99s: /** @type {number[]} */ ([]) }
}

/** One short load on one server. @param {Awaited<ReturnType<typeof serverOf>>} server @param {number} seconds */
async function load({ url, rates, p99s }, seconds) {
  const amount = Math.ceil(seconds * 3000)
  const { duration, latency, errors, non2xx } = await autocannon({ url, method: 'POST', headers, body, connections: 10, amount })
  if (errors + non2xx > 0) throw new Error(`${url}: ${errors} errors, ${non2xx} answers other than 2xx`)
  rates.push(amount / duration)
  p99s.push(latency.p99)
}

/** Requests a second and the 99th percentile over loopback HTTP, of the handler over plain oRPC. @param {import('../harness/plan.mjs').BenchPlan} plan */
export async function loaded({ rounds, seconds }) {
  const servers = [await serverOf('plain'), await serverOf('handler')]
  try {
    await sameAnswers(servers.map(({ name, url }) => ({ name, run: async () => (await fetch(url, { method: 'POST', headers, body })).text() })))
    for (const server of servers) await load(server, seconds)
    servers.forEach(({ rates, p99s }) => void (rates.pop(), p99s.pop()))
    for (let round = 0; round < rounds; round += 1) {
      for (const server of round % 2 === 0 ? servers : servers.toReversed()) await load(server, seconds)
    }
  } finally {
    servers.forEach(({ stop }) => stop())
  }
  const [plain, handler] = servers
  const unit = /** @type {const} */ ('x')
  const figure = 'the handler over plain oRPC, 10 connections'
  return [
    { figure, case: `requests a second, ${RUNNERS}`, least: 0.97, unit, ...ratios(handler?.rates ?? [], plain?.rates ?? []) },
    { figure, case: `p99, ${RUNNERS}`, most: 1.1, unit, ...ratios(handler?.p99s ?? [], plain?.p99s ?? []) },
  ]
}
