import { type OptionValue, UsageError } from './run.js'

/** The value of an option that takes one of a few. @throws UsageError */
export function oneOf<const Value extends string>(option: string, given: OptionValue, allowed: readonly Value[]): Value {
  const found = allowed.find((value) => value === given)
  if (found === undefined) throw new UsageError(`${given === undefined ? `${option} is missing` : `${option} cannot be "${given}"`}: give ${allowed.join(', ')}`)
  return found
}
