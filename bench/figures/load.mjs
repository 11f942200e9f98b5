import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { sameAnswers } from '../harness/answers.mjs'
import { shuffled } from '../harness/interleave.mjs'
import { requestV2, SIZES } from '../harness/payloads.mjs'
import { measured } from '../harness/row.mjs'
import { quantile, quotients } from '../harness/statistics.mjs'

/** Requests a second of so many runners that one of the servers answers, roughly: how many requests last as long as planned. @type {Readonly<Record<number, number>>} */
const RATES = { 1: 6000, 20: 3000, 200: 500 }
const headers = { 'content-type': 'application/json' }

/** @typedef {{ readonly times: readonly number[], readonly took: number }} Loaded milliseconds that each request took, and all of them */

/** @param {string} name */
async function serverOf(name) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../harness/serve.mjs', import.meta.url)), name], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  return { name, url: `${String(line).trim()}/v2/execute`, stop: () => child.kill() }
}

/** @typedef {{ readonly body: string, readonly amount: number }} Load the same request, so many times */

/** @param {number} size @param {number} seconds @returns {Load} */
const loadOf = (size, seconds) => ({ body: JSON.stringify(requestV2(size)), amount: Math.ceil(seconds * (RATES[size] ?? NaN)) })

/** One short load on one server. @param {string} url @param {Load} load @returns {Promise<Loaded>} */
async function load(url, { body, amount }) {
  // its own summary knows whole milliseconds alone, and ends with a sample
  const times = /** @type {number[]} */ ([])
  let end = NaN
  const note = (/** @type {number} */ _status, /** @type {number} */ _bytes, /** @type {number} */ time) => {
    times.push(time)
    end = performance.now()
  }
  const setupClient = (/** @type {import('autocannon').Client} */ client) => void client.on('response', note)
  const start = performance.now()
  const { errors, non2xx } = await autocannon({ url, method: 'POST', headers, body, connections: 10, amount, sampleInt: 20, setupClient })
  if (errors + non2xx > 0) throw new Error(`${url}: ${errors} errors, ${non2xx} answers other than 2xx`)
  return { times, took: end - start }
}

/** Requests a second, and the milliseconds that 99 of 100 do not exceed. @param {readonly Loaded[]} loads */
function summaryOf(loads) {
  const times = loads.flatMap((of) => of.times)
  return { rate: (1000 * times.length) / loads.reduce((sum, { took }) => sum + took, 0), p99: quantile(times, 0.99) }
}

/** One round: short loads in turn, so that whatever disturbs one server disturbs the other. @param {readonly string[]} urls @param {Load} each @param {number} turns */
async function roundOn(urls, each, turns) {
  const loads = urls.map(() => /** @type {Loaded[]} */ ([]))
  for (let turn = 0; turn < turns; turn += 1) for (const index of shuffled([...urls.keys()])) loads[index]?.push(await load(urls[index] ?? '', each))
  return loads.map(summaryOf)
}

/** Rounds on two servers that are new. A process keeps its luck: when it optimised what, and how much each collection has to look at. @param {number} size @param {import('../harness/plan.mjs').BenchPlan} plan */
async function onNewServers(size, { roundsOfServer, turns, seconds, warmupSeconds }) {
  const servers = [await serverOf('plain'), await serverOf('handler')]
  const urls = servers.map(({ url }) => url)
  const rounds = /** @type {Awaited<ReturnType<typeof roundOn>>[]} */ ([])
  try {
    const each = loadOf(size, seconds)
    await sameAnswers(servers.map(({ name, url }) => ({ name, run: async () => (await fetch(url, { method: 'POST', headers, body: each.body })).text() })))
    for (const url of urls) await load(url, loadOf(size, warmupSeconds))
    for (let round = 0; round < roundsOfServer; round += 1) rounds.push(await roundOn(urls, each, turns))
  } finally {
    servers.forEach(({ stop }) => stop())
  }
  return rounds
}

/** @param {number} size @param {import('../harness/plan.mjs').BenchPlan} plan */
async function under(size, plan) {
  const rounds = /** @type {Awaited<ReturnType<typeof onNewServers>>} */ ([])
  while (rounds.length < plan.rounds) rounds.push(...(await onNewServers(size, plan)))
  const figure = 'the handler over plain oRPC, 10 connections'
  const ratios = (/** @type {'rate' | 'p99'} */ key) => quotients(rounds.map(([, handler]) => handler?.[key] ?? NaN), rounds.map(([plain]) => plain?.[key] ?? NaN))
  return [
    measured({ figure, case: `requests a second, ${size}`, least: 0.97 }, 'x', ratios('rate')),
    measured({ figure, case: `p99, ${size}`, most: 1.1 }, 'x', ratios('p99')),
  ]
}

/** Requests a second and the 99th percentile over loopback HTTP, of the handler over plain oRPC. @param {import('../harness/plan.mjs').BenchPlan} plan */
export async function loaded(plan) {
  const rows = []
  for (const size of plan.isQuick ? [20] : SIZES) rows.push(...(await under(size, plan)))
  return rows
}
