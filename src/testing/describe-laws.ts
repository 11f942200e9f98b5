import { checkLaws, lawfulProcedures, type LawOptions } from './check-laws.js'
import { formatViolation } from './format-report.js'
import type { Registry } from '../engine/registry.js'

/** What a test runner gives; vitest's and node:test's fit. */
export interface TestRunner {
  readonly describe: (title: string, body: () => void) => unknown
  readonly it: (title: string, body: () => Promise<void>, timeoutMs?: number) => unknown
}

/** More than any procedure takes; a runner's default may be less. */
const TIMEOUT_MS = 60_000

/**
 * The laws as tests, one for each procedure: `describeLaws(registry, { describe, it }, { runs: 300 })`.
 * A test that fails says which law is broken and by which value.
 */
export function describeLaws(registry: Registry, { describe, it }: TestRunner, options: LawOptions = {}): void {
  const procedures = options.procedures ?? lawfulProcedures(registry)
  describe(`the hops of ${registry.name} obey the laws`, () => {
    for (const procedure of procedures) {
      it(procedure, async () => {
        const { violations, seed } = await checkLaws(registry, { ...options, procedures: [procedure] })
        if (violations.length > 0) throw new Error(`${violations.map(formatViolation).join('\n\n')}\n\nseed ${seed}`)
      }, TIMEOUT_MS)
    }
  })
}
