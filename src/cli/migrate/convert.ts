import { convertErrorPayload } from '../../engine/error-payload.js'
import type { Loss } from '../../engine/errors.js'
import { convertPayload, noCounterpart } from '../../engine/payload.js'
import { isRecord } from '../../engine/record.js'
import { randomId } from '../../engine/registry.js'
import type { Asked } from './asked-for.js'
import { InvalidPayload } from './read-payload.js'

interface Migrated {
  readonly value: unknown
  readonly losses: readonly Loss[]
  /** Ids that a conversion asked for, whether or not they got into the value. */
  readonly made: readonly string[]
}

/** Converts a payload as `registry.migrate` does; typed errors, too. `request` is the call's, in version `to`. */
export async function convert({ registry, contract, path, half, from, to }: Asked, payload: unknown, request: unknown): Promise<Migrated> {
  const towards = registry.chain(contract, path, from, to)
  if (towards.ending.kind !== 'native') throw noCounterpart(towards, towards.ending)
  const made: string[] = []
  const options = { newId: () => made[made.push(randomId()) - 1]!, request }
  // whoever gets an answer is the caller
  const back = registry.chain(contract, path, to, from)
  if (half === 'errors') return { value: await convertErrorPayload(back, errorIn(payload), options), losses: [], made }
  return { ...(await convertPayload(half === 'request' ? towards : back, payload, { half, ...options })), made }
}

function errorIn(payload: unknown) {
  const { code, message = '', data } = isRecord(payload) ? payload : {}
  if (typeof code !== 'string' || typeof message !== 'string') {
    throw new InvalidPayload('an error is an object with a code, such as {"code":"RUNNER_NOT_FOUND","data":{…}}')
  }
  return { code, message, data }
}
