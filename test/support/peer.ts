import type { CallOptions } from '../../src/engine/call-options.js'
import type { Loss } from '../../src/engine/errors.js'

/** A peer in this process that answers every request alike, and what was sent to it and lost on the way. */
export function peerThat(answer: (request: unknown) => unknown, more: Partial<CallOptions> = {}) {
  const sent: unknown[] = []
  const lost: Loss[] = []
  let ids = 0
  const options: CallOptions = {
    send: async (request) => {
      sent.push(request)
      return answer(request)
    },
    clientAt: () => {
      throw new Error('no emulation was expected')
    },
    newId: () => `id-${++ids}`,
    onLoss: (loss) => lost.push(loss),
    ...more,
  }
  return { sent, lost, options }
}

/** What is thrown or rejected with; fails where nothing is. */
export async function failureOf(run: () => unknown): Promise<unknown> {
  try {
    await run()
  } catch (error) {
    return error
  }
  throw new Error('nothing was refused')
}
