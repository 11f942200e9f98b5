import type { RunnerResult, SummaryCounts } from '@runners/contracts'

/** Results by outcome. */
export function countResults(results: readonly RunnerResult[]): SummaryCounts {
  const count = (status: RunnerResult['status']) => results.filter((result) => result.status === status).length
  return { total: results.length, passed: count('pass'), failed: count('fail'), errored: count('error') }
}
