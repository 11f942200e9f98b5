import { isDeepStrictEqual } from 'node:util'

/** Something that must be so for the demo to succeed. */
export interface Expectation {
  /** A sentence. */
  readonly says: string
  readonly held: boolean
  readonly expected: unknown
  readonly found: unknown
}

/** Compares what was found with what is expected. Where there is nothing to find, that is what was found. */
export function expectation(says: string, find: () => unknown, expected: unknown): Expectation {
  const found = attempt(find)
  return { says, held: isDeepStrictEqual(found, expected), expected, found }
}

function attempt(find: () => unknown): unknown {
  try {
    return find()
  } catch (error) {
    return `nothing: ${(error as Error).message}`
  }
}
