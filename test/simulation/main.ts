import { parseArgs } from 'node:util'
import type { Rollout } from './rollout.js'
import { simulate, type Simulated } from './simulate.js'

/** A fleet that upgrades over some hours of simulated time, with and without a cache that the orchestrators share. */
const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: 'rollout' },
    runners: { type: 'string', default: '100000' },
    orchestrators: { type: 'string', default: '64' },
    hours: { type: 'string', default: '6' },
    /** Prints the counts as one JSON document. */
    json: { type: 'boolean', default: false },
  },
})

const rows: Readonly<Record<keyof Simulated, string>> = {
  calls: 'calls',
  probes: 'probes: questions for what a runner serves',
  rejections: 'rejections: sent once more in another version',
  stale: 'stale calls: in an older version than possible',
  longestStaleMs: 'longest after an upgrade that a call was stale, ms',
  unserved: 'calls executed in a version not served',
  failures: 'calls that failed',
  storeReads: 'reads of the shared store',
  storeWrites: 'writes of the shared store',
}

const rollout: Rollout = {
  seed: options.seed,
  runners: Number(options.runners),
  orchestrators: Number(options.orchestrators),
  durationMs: Number(options.hours) * 3_600_000,
  runsOfARunner: 1,
  callsOfARun: 3,
}

const startedAt = performance.now()
const alone = await simulate(rollout, false)
const shared = await simulate(rollout, true)
const durationMs = Math.round(performance.now() - startedAt)

const number = (value: number) => value.toLocaleString('en').padStart(12)
const row = ([name, what]: [string, string]) => `${what.padEnd(52)}${number(alone[name as keyof Simulated])}${number(shared[name as keyof Simulated])}`

const table = [
  `${options.runners} runners upgrade over ${options.hours} hours under ${options.orchestrators} orchestrators`,
  `${''.padEnd(52)}${'each alone'.padStart(12)}${'shared'.padStart(12)}`,
  ...Object.entries(rows).map(row),
  `in ${(durationMs / 1000).toFixed(1)} s, seed ${options.seed}`,
]

process.stdout.write(options.json ? `${JSON.stringify({ rollout, durationMs, alone, shared }, null, 2)}\n` : `${table.join('\n')}\n`)
process.exitCode = [alone, shared].every(({ unserved, failures }) => unserved + failures === 0) ? 0 : 1
