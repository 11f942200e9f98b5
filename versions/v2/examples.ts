const durationMs = 1000
const createdAt = '2026-01-01T00:00:00.000Z'
const later = '2026-01-01T00:00:01.000Z'
const input = { url: 'https://example.com' }

export const callExample = { name: 'pageTitle', input, timeoutMs: 5000 }

export const targetExample = { name: 'pageTitle', region: 'eu-west-1', input }

export const resultExample = { name: 'page_title', status: 'pass', details: { title: 'Hello' }, durationMs: 27 }

export const errorExample = { code: 'CONNECTION_REFUSED', message: 'connect ECONNREFUSED', retryable: true }

export const issueExample = { code: 'invalid_type', path: ['url'], message: 'Required' }

export const lossExample = { path: 'timeoutMs', reason: 'v1 has no time limit' }

export const jobExample = {
  jobId: 'job-1',
  region: 'eu-west-1',
  state: 'completed',
  results: [resultExample],
  startedAt: createdAt,
  completedAt: later,
  durationMs,
  contractVersion: '1.0.0',
  losses: [lossExample],
}

export const jobCountsExample = { total: 3, queued: 1, running: 1, completed: 1, failed: 0, timedOut: 0, cancelled: 0 }

export const summaryCountsExample = { total: 1, passed: 1, failed: 0, errored: 0 }

export const statusExample = { runId: 'run-7', state: 'running', jobs: jobCountsExample, createdAt, updatedAt: later }

export const summaryExample = {
  runId: 'run-7',
  state: 'completed',
  jobs: [jobExample],
  summary: summaryCountsExample,
  createdAt,
  completedAt: later,
  durationMs,
}

export const runnerExample = { name: 'pageTitle', description: 'The page has a title.' }
