/**
 * The laws on every hop of the registry: `npm run laws -- --runs 10000 --seed 1`. A process for each procedure, as many at once as
 * there are processors. Prints a table, and each violation with its smallest value; exits 1 where there is any.
 */
import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pLimit from 'p-limit'
import { registry } from '../src/registry.js'
import { lawfulProcedures } from '../src/testing/check-laws.js'
import { checkLaws, formatReport, type LawReport } from '../src/testing/index.js'

const self = fileURLToPath(import.meta.url)
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    procedure: { type: 'string' },
  },
})
const options = { runs: Number(values.runs), seed: Number(values.seed) }

/** Checks one procedure in a process of its own. */
function checkApart(procedure: string): Promise<LawReport> {
  return new Promise((resolve, reject) => {
    const child = fork(self, ['--runs', values.runs, '--seed', values.seed, '--procedure', procedure], { execArgv: process.execArgv })
    let report: LawReport | undefined
    child.on('message', (message) => (report = message as LawReport))
    child.on('error', reject)
    child.on('exit', (code) => (report === undefined ? reject(new Error(`${procedure}: its process ended with ${code}`)) : resolve(report)))
  })
}

async function checkAll(): Promise<LawReport> {
  const limit = pLimit(availableParallelism())
  const reports = await Promise.all(lawfulProcedures(registry).map((procedure) => limit(checkApart, procedure)))
  return { ...options, checks: reports.flatMap(({ checks }) => checks), violations: reports.flatMap(({ violations }) => violations) }
}

if (!Number.isInteger(options.runs) || options.runs < 1 || !Number.isInteger(options.seed)) {
  console.error('laws: --runs and --seed take whole numbers, such as --runs 10000 --seed 1')
  process.exitCode = 2
} else if (values.procedure !== undefined) {
  process.send?.(await checkLaws(registry, { ...options, procedures: [values.procedure] }))
} else {
  const started = performance.now()
  const report = await checkAll()
  console.log(`${formatReport(report)}, ${((performance.now() - started) / 1000).toFixed(1)} s`)
  process.exitCode = report.violations.length > 0 ? 1 : 0
}
