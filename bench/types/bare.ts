/** A consumer of the bare contract: what `latest.ts` is compared with. */
import type { ContractRouterClient } from '@orpc/contract'
import type { runnerContract } from '@runners/contracts/v2'

declare const runner: ContractRouterClient<typeof runnerContract>

export const failures = async () => {
  const { results } = await runner.execute({ runId: 'run-7', runners: [{ name: 'pageTitle', input: { url: 'https://example.com' } }] })
  for await (const event of await runner.executeStream({ runId: 'run-7', runners: [] })) if (event.type === 'result') results.push(event.result)
  return results.flatMap((result) => (result.status === 'pass' ? [] : [result.error.code]))
}

export const names = async () => (await runner.info()).runners.map(({ name }) => name)
