import type { Fetch } from '@runners/contracts/client'
import type { Sabotage } from './sabotage.js'

/** The global fetch, or one that sends again where no link may. */
export function fetchWith(sabotage: readonly Sabotage[]): Fetch {
  const [afterReset, after5xx] = [sabotage.includes('resendAfterReset'), sabotage.includes('resendAfter5xx')]
  return async (request, init) => {
    const again = request.clone()
    const answer = await fetch(request, init).catch((error: unknown) => {
      if (!afterReset || again.method === 'GET') throw error
      return fetch(new Request(again, { signal: null }))
    })
    return after5xx && answer.status >= 500 && again.method !== 'GET' ? fetch(again) : answer
  }
}
