import type fc from 'fast-check'
import type { HalfName } from '../../engine/procedures.js'

/** Wire values given by hand, by `runner.execute request 1.0.0`: for schemas that do not describe themselves. */
export type HandMadeValues = Readonly<Record<string, fc.Arbitrary<unknown>>>

/** What was given for a half, if anything was. */
export type GivenValues = (procedure: string, half: HalfName, version: string) => fc.Arbitrary<unknown> | undefined

export const givenIn = (values: HandMadeValues): GivenValues => (procedure, half, version) => {
  const key = `${procedure} ${half} ${version}`
  return Object.hasOwn(values, key) ? values[key] : undefined
}
