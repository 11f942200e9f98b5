import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createSupervisor } from '../../examples/fleet/supervisor.js'
import { bundle } from './bundle.js'
import { countsOf, holds } from './account.js'
import { runChaos } from './chaos.js'
import { happenedIn } from './happened.js'
import { leftBehind, markProcesses } from './left-behind.js'
import { planOf } from './plan.js'
import { type ChaosReport, printPlan, printReport } from './print.js'
import { isSabotage, sabotages } from './sabotage.js'

/**
 * The chaos: a fleet of real processes is upgraded, rolled back, killed and cut off while clients of both versions work on it.
 * It ends with 0 only if nothing was lost and nothing ran twice.
 */
const { values: options } = parseArgs({
  options: {
    /** The same seed makes the same plan and the same faults. */
    seed: { type: 'string', default: randomUUID().slice(0, 8) },
    executions: { type: 'string', default: '2000' },
    runners: { type: 'string', default: '12' },
    /** Prints the report as one JSON document. */
    json: { type: 'boolean', default: false },
    /** Spoils something, to see that it is found. */
    sabotage: { type: 'string', multiple: true, default: [] },
  },
})

const sabotage = options.sabotage.filter(isSabotage)
const unknown = options.sabotage.filter((name) => !isSabotage(name))
if (unknown.length > 0) throw new Error(`There is no sabotage ${unknown.join(', ')}: there are ${Object.keys(sabotages).join(', ')}`)

const mark = randomUUID()
const programs = await bundle(mark)
// what bundles is no process of the fleet
markProcesses(mark)
const folder = mkdtempSync(join(tmpdir(), 'chaos-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
const supervisor = createSupervisor(programs, '.js')
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void supervisor.stop().then(() => process.exit(1)))
}

async function report(): Promise<ChaosReport> {
  const startedAt = performance.now()
  const plan = planOf({ seed: options.seed, executions: Number(options.executions), runners: Number(options.runners) })
  if (!options.json) process.stdout.write(`${printPlan(plan)}\n`)
  const evidence = await runChaos(supervisor, { plan, folder, mark, sabotage })
  const counts = countsOf(evidence)
  const happened = happenedIn(plan, evidence, supervisor.told)
  const durationMs = Math.round(performance.now() - startedAt)
  return { ok: counts.every(holds), seed: plan.seed, durationMs, counts, happened, steps: plan.steps }
}

try {
  const finished = await report()
  process.stdout.write(options.json ? `${JSON.stringify(finished, null, 2)}\n` : printReport(finished))
  process.exitCode = finished.ok ? 0 : 1
} catch (error) {
  process.stderr.write(`The chaos broke off, seed ${options.seed}: ${error instanceof Error ? error.stack : String(error)}\n`)
  await supervisor.stop()
  process.exitCode = 1
} finally {
  // what the chaos itself has found to be its own
  leftBehind(mark).forEach((pid) => process.kill(pid, 'SIGKILL'))
}
process.exit()
