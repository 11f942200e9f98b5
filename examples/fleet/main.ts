import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Account, accountOf } from './account.js'
import { evidenceOf } from './evidence.js'
import { plannedRun } from './plan.js'
import { print } from './print.js'
import { tellStory } from './story.js'
import { createSupervisor } from './supervisor.js'

/**
 * The demo: an orchestrator and two clients on v2 and v1, a runner on v2 and a legacy runner on v1, each a process of its own,
 * finish real runs on real HTTP. It ends with 0 only if every expectation held.
 */
const { values: options } = parseArgs({
  options: {
    /** Prints the account as one JSON document. */
    json: { type: 'boolean', default: false },
    /** Checks another site than the demo's own, where expectations will not hold. */
    site: { type: 'string' },
  },
})

const folder = mkdtempSync(join(tmpdir(), 'fleet-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

const supervisor = createSupervisor(new URL('.', import.meta.url))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void supervisor.stop().then(() => process.exit(1)))
}

async function account(): Promise<Account> {
  const startedAt = performance.now()
  const story = await tellStory(supervisor, { otherSite: options.site, folder }).catch(afterStopping)
  const processes = await supervisor.stop()
  const evidence = evidenceOf(story, supervisor.told, plannedRun(story.site))
  return accountOf(evidence, processes, Math.round(performance.now() - startedAt))
}

async function afterStopping(error: unknown): Promise<never> {
  await supervisor.stop()
  throw error
}

try {
  const finished = await account()
  process.stdout.write(options.json ? `${JSON.stringify(finished, null, 2)}\n` : print(finished))
  process.exitCode = finished.ok ? 0 : 1
} catch (error) {
  process.stderr.write(`The demo broke off: ${error instanceof Error ? error.stack : String(error)}\n`)
  if (options.json) process.stdout.write(`${JSON.stringify({ ok: false, error: String(error) })}\n`)
  process.exitCode = 1
}
