import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { registry } from '@runners/contracts/registry'
import { withLatestExports } from '../scripts/latest-exports.js'
import * as latest from '../versions/latest.js'

it('the latest version is the same for the registry and for whoever imports it', () => {
  expect(registry.latest.contracts).toStrictEqual({ runner: latest.runnerContract, orchestrator: latest.orchestratorContract })
})

it('the package shows all of the latest version, name by name', () => {
  const text = readFileSync(new URL('../src/index.ts', import.meta.url), 'utf8')
  expect(withLatestExports(text), 'run npm run exports').toBe(text)
})

it('a name that is missing is added, one that is gone is removed, and the rest stays', () => {
  const text = "export {\n  GoneSchema,\n  orchestratorContract,\n} from '../versions/latest.js'\nexport type { Gone } from '../versions/latest.js'\nexport { negotiate } from './engine/negotiate.js'\n"
  const after = withLatestExports(text)
  expect(after).not.toContain('Gone')
  expect(after).toContain('  RunRequestSchema,\n')
  expect(after).toContain('  RunnerContract,\n')
  expect(after.endsWith("from '../versions/latest.js'\nexport { negotiate } from './engine/negotiate.js'\n")).toBe(true)
})
