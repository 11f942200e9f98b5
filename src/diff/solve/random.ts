/** Chooses; the same seed chooses the same. */
export interface Random {
  /** A whole number from 0 up to, without, `below`. */
  readonly int: (below: number) => number
  readonly shuffle: <T>(list: readonly T[]) => readonly T[]
}

/** mulberry32 */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (below: number) => Math.floor(next() * below)
  return { int, shuffle: (list) => list.map((item) => [next(), item] as const).sort(([a], [b]) => a - b).map(([, item]) => item) }
}
