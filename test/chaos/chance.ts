import { createHash } from 'node:crypto'

type Words = readonly (string | number)[]

/** A number from 0 to below 1 that depends on the words alone, not on when or how often it is asked for. */
export function chance(...words: Words): number {
  return createHash('sha256').update(words.join('\n')).digest().readUInt32BE() / 2 ** 32
}

/** One of several, by the words alone. */
export function pick<T>(from: readonly T[], ...words: Words): T {
  const picked = from[Math.floor(chance(...words) * from.length)]
  if (picked === undefined) throw new Error(`there is nothing to pick from for ${words.join(' ')}`)
  return picked
}
