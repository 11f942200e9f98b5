import { isContractError } from '../../engine/errors.js'
import { isAliased } from '../value/frozen.js'
import type { Asked } from './asked.js'
import type { Breach } from './law.js'
import type { Trip } from './trip.js'

/** Law 6 on what the registry gives for a value that it can convert: whoever changes the result must not reach the value, not even in free-form JSON. */
export async function checkAliasing(trip: Trip, value: unknown, asked?: Asked): Promise<readonly Breach[]> {
  const { registry, procedure, half, start, other, direction } = trip
  const request = direction === 'up' ? asked?.newer : asked?.older
  try {
    const migrated = await registry.migrate(procedure, half, value, { from: start.version, to: other.version, request })
    return isAliased(value, migrated.value) ? [{ law: 6, problem: `what going ${direction} gives shares objects with the value` }] : []
  } catch (error) {
    // a request that came this way need not go back
    if (isContractError(error, 'CONVERSION_REFUSED')) return []
    throw error
  }
}
