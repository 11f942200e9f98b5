import type { Names } from '../compare/sentence.js'

/** Whom a sentence speaks of, by direction. */
export interface Sides {
  readonly request: Names
  readonly answer: Names
}

/** `runners on 2.0.0` for a version of the contract `runner`. */
export function sidesOf(contract: string, older: string, newer: string): Sides {
  const servers = contract === '' ? 'servers' : `${contract}s`
  return {
    request: { sender: `callers on ${older}`, taker: `${servers} on ${newer}` },
    answer: { sender: `${servers} on ${newer}`, taker: `callers on ${older}` },
  }
}
