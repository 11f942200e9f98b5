/** The laws that every hop is held to, by number. */
export const lawTitles = {
  1: 'what a conversion gives is valid where it arrives',
  2: 'down(up(x)) is x but for what is declared',
  3: 'up(down(y)) is y but for declared losses, and no declaration is stale',
  4: 'losses reported are exactly those that happen',
  5: 'a whole chain is its hops one by one, and a second round trip changes nothing',
  6: 'the value given is neither changed nor shared',
  7: 'every typed error has a place, and an unknown error passes unchanged',
  8: 'the same holds over the wire',
} as const

export type Law = keyof typeof lawTitles

/** One law that one value breaks, in a sentence. */
export interface Breach {
  readonly law: Law
  readonly problem: string
}

/** What was looked at for one value, and what was wrong. */
export interface Verdict {
  readonly laws: readonly Law[]
  readonly breaches: readonly Breach[]
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
