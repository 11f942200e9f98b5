/** A consumer of the latest client. */
import { createRunnerClient } from '@runners/contracts/client'

const runner = createRunnerClient({ url: 'http://runner.test' })

export const failures = async () => {
  const { results } = await runner.execute({ runId: 'run-7', runners: [{ name: 'pageTitle', input: { url: 'https://example.com' } }] })
  for await (const event of await runner.executeStream({ runId: 'run-7', runners: [] })) if (event.type === 'result') results.push(event.result)
  return results.flatMap((result) => (result.status === 'pass' ? [] : [result.error.code]))
}

export const names = async () => (await runner.info()).runners.map(({ name }) => name)
