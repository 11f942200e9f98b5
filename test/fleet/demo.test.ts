import { expect, it } from 'vitest'
import type { Account } from '../../examples/fleet/account.js'
import { listen } from '../support/server.js'
import { serve } from '../support/serve.js'
import { runDemo, runDemoCommand } from './demo-process.js'

const LIMIT_MS = 240_000

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

it('the demo ends with 0, every expectation held, and prints one JSON document', { timeout: LIMIT_MS }, async () => {
  const { code, stdout, stderr } = await runDemoCommand('--json').ended
  expect(code, stderr).toBe(0)
  const account = JSON.parse(stdout) as Account
  expect(account.expectations.length).toBeGreaterThanOrEqual(30)
  expect(account.expectations.filter(({ held }) => !held)).toStrictEqual([])
  expect(account.ok).toBe(true)
  expect(account.processes).toHaveLength(10)
  expect(account.processes.filter(({ pid }) => pid === undefined || isAlive(pid))).toStrictEqual([])
})

it('the demo ends with 1 and says what did not hold where the site is another', { timeout: LIMIT_MS }, async () => {
  const other = await serve((_request, response) => void response.end('<title>Another site</title>'))
  const { code, stdout } = await runDemo('--site', other.url).ended
  expect(code).toBe(1)
  expect(stdout).toMatch(/FAILED {2}Every check of the v2 run ended as planned\n +expected .*Home of the fleet.*\n +found +.*Another site/)
  expect(stdout).toMatch(/ok {6}Each pair of peers agreed once/)
  expect(stdout).toMatch(/orchestrator +speaks 1\.0\.0 with legacy-runner, known by evidence/)
})

it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('no process is left behind when the demo gets %s', { timeout: LIMIT_MS }, async (signal) => {
  let visited = () => {}
  const firstVisit = new Promise<void>((resolve) => (visited = resolve))
  // a site that never answers, and is first asked when every server of the fleet is up
  const site = await listen(() => visited())
  const demo = runDemo('--site', site.url)
  await firstVisit
  demo.process.kill(signal)
  const { code } = await demo.ended
  await site.close()
  expect(code).not.toBe(0)
})
