export const resultExample = { name: 'page_title', status: 'pass', details: { title: 'Hello' }, durationMs: 27 }

export const jobExample = {
  jobId: 'job-1',
  region: 'eu-west-1',
  state: 'completed',
  results: [resultExample],
  startedAt: '2026-01-01T00:00:00.000Z',
  completedAt: '2026-01-01T00:00:01.000Z',
  durationMs: 1000,
}

export const issueExample = { code: 'invalid_type', path: ['url'], message: 'Required' }
