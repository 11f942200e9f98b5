import { checkLaws } from '../testing/check-laws.js'
import { formatViolation } from '../testing/format-report.js'
import type { Checkout } from './checkout.js'
import type { PartResult } from './problem.js'

const [RUNS, SEED] = [100, 1]

/** The laws of conversion, on few values and always the same ones; `npm run laws` takes many. */
export async function checkFewLaws({ registry }: Checkout): Promise<PartResult> {
  if (registry.kind === 'failed') return { problems: [], note: 'not checked, the registry does not load' }
  const { violations, checks } = await checkLaws(registry.registry, { runs: RUNS, seed: SEED })
  const problems = violations.map((violation) => ({
    part: 'laws' as const,
    rule: `law-${violation.law}`,
    where: `${violation.procedure} ${violation.half}, ${violation.from} to ${violation.to}`,
    problem: violation.problem,
    breaks: `peers on ${violation.from} and ${violation.to}: a value is lost or refused between them, and nobody is told`,
    fix: `mend the hop; npm run laws -- --runs ${RUNS} --seed ${SEED} --procedure ${violation.procedure} shows it again`,
    output: formatViolation(violation),
  }))
  return { problems, note: `${checks.reduce((sum, { values }) => sum + values, 0)} values` }
}
