import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { sameAnswers } from '../harness/answers.mjs'
import { requestV2 } from '../harness/payloads.mjs'
import { quantile, ratios } from '../harness/statistics.mjs'

const RUNNERS = 20
const body = JSON.stringify(requestV2(RUNNERS))
const headers = { 'content-type': 'application/json' }

/** @typedef {{ readonly rate: number, readonly p99: number }} Loaded requests a second; milliseconds */

/** @param {string} name */
async function serverOf(name) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../harness/serve.mjs', import.meta.url)), name], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  return { name, url: `${String(line).trim()}/v2/execute`, stop: () => child.kill() }
}

/** One short load on one server. @param {string} url @param {number} seconds @returns {Promise<Loaded>} */
async function load(url, seconds) {
  const amount = Math.ceil(seconds * 3000)
  // its own summary knows whole milliseconds alone, and ends with a second
  const times = /** @type {number[]} */ ([])
  let end = NaN
  const note = (/** @type {number} */ _status, /** @type {number} */ _bytes, /** @type {number} */ time) => {
    times.push(time)
    end = performance.now()
  }
  const setupClient = (/** @type {import('autocannon').Client} */ client) => void client.on('response', note)
  const start = performance.now()
  const { errors, non2xx } = await autocannon({ url, method: 'POST', headers, body, connections: 10, amount, setupClient })
  if (errors + non2xx > 0) throw new Error(`${url}: ${errors} errors, ${non2xx} answers other than 2xx`)
  return { rate: (times.length * 1000) / (end - start), p99: quantile(times, 0.99) }
}

/** Rounds on two servers that are new. A process keeps its luck: when it optimised what, and how much each collection has to look at. @param {number} rounds @param {number} seconds */
async function onNewServers(rounds, seconds) {
  const servers = [await serverOf('plain'), await serverOf('handler')]
  const loads = servers.map(() => /** @type {Loaded[]} */ ([]))
  try {
    await sameAnswers(servers.map(({ name, url }) => ({ name, run: async () => (await fetch(url, { method: 'POST', headers, body })).text() })))
    for (const { url } of servers) await load(url, seconds)
    for (let round = 0; round < rounds; round += 1) {
      const order = [...servers.entries()]
      for (const [index, { url }] of round % 2 === 0 ? order : order.toReversed()) loads[index]?.push(await load(url, seconds))
    }
  } finally {
    servers.forEach(({ stop }) => stop())
  }
  return loads
}

/** Requests a second and the 99th percentile over loopback HTTP, of the handler over plain oRPC. @param {import('../harness/plan.mjs').BenchPlan} plan */
export async function loaded({ rounds, roundsOfServer, seconds }) {
  const [plain, handler] = [/** @type {Loaded[]} */ ([]), /** @type {Loaded[]} */ ([])]
  while (plain.length < rounds) {
    const [ofPlain = [], ofHandler = []] = await onNewServers(roundsOfServer, seconds)
    plain.push(...ofPlain)
    handler.push(...ofHandler)
  }
  const unit = /** @type {const} */ ('x')
  const figure = 'the handler over plain oRPC, 10 connections'
  const over = (/** @type {keyof Loaded} */ key) => ratios(handler.map((of) => of[key]), plain.map((of) => of[key]))
  return [
    { figure, case: `requests a second, ${RUNNERS}`, least: 0.97, unit, ...over('rate') },
    { figure, case: `p99, ${RUNNERS}`, most: 1.1, unit, ...over('p99') },
  ]
}
