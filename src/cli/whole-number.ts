import { type OptionValue, UsageError } from './run.js'

/** What a whole number may be, and what it is where nothing is given. */
interface Bounds {
  readonly least: number
  readonly most: number
  readonly unless: number
}

/** The value of an option that takes a whole number. @throws UsageError */
export function wholeNumber(option: string, given: OptionValue, { least, most, unless }: Bounds): number {
  if (given === undefined) return unless
  const value = Number(given)
  if (/^\d+$/.test(String(given)) && value >= least && value <= most) return value
  throw new UsageError(`${option} cannot be "${String(given)}": give a whole number from ${least} to ${most}`)
}
