import type { RequestListener } from 'node:http'
import { onTestFinished } from 'vitest'
import { type Listening, listen } from './server.js'

/** {@link listen} for the rest of the test that calls it. */
export async function serve(listener: RequestListener): Promise<Listening> {
  const listening = await listen(listener)
  onTestFinished(listening.close)
  return listening
}
