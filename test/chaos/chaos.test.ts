import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { ChaosReport } from './print.js'
import { sabotages } from './sabotage.js'

const LIMIT_MS = 600_000

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a small chaos to its end: nothing that it started is left, since all of it holds its stderr open. */
function chaos(...options: readonly string[]): Promise<{ readonly code: number | null; readonly report: ChaosReport; readonly stderr: string }> {
  const args = ['--import', 'tsx', 'test/chaos/main.ts', '--json', '--executions', '120', '--runners', '6', ...options]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.once('close', (code) => (stdout === '' ? reject(new Error(stderr)) : resolve({ code, report: JSON.parse(stdout) as ChaosReport, stderr })))
  })
}

it('nothing is lost and nothing runs twice while a fleet is upgraded, rolled back, killed and cut off', { timeout: LIMIT_MS }, async () => {
  const { code, report } = await chaos('--seed', 'a')
  expect(report.counts.filter(({ must, found }) => must && 'be' in must && found !== must.be)).toStrictEqual([])
  expect(code).toBe(0)
})

it('each kind of sabotage is found by its own count', { timeout: LIMIT_MS }, async () => {
  const { code, report } = await chaos('--seed', 'a', ...Object.keys(sabotages).flatMap((sabotage) => ['--sabotage', sabotage]))
  const found = new Map(report.counts.map((count) => [count.what, count.found]))
  const wrong = [
    'executions not accounted for',
    'accepted runs that were lost',
    'reported succeeded, not executed once',
    'executed twice',
    'sent again by a link, after no answer',
    'sent again by a link, after another answer',
    'executed in a version that the peer did not serve',
    'answers attributed to the wrong run',
    'processes left behind',
  ]
  expect(wrong.filter((what) => !(found.get(what)! > 0))).toStrictEqual([])
  expect(code).toBe(1)
})
