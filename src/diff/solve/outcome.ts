/** Whether a value meets a goal: one that does, the proof that none does, or neither. */
export type Outcome =
  | {
      readonly kind: 'value'
      readonly value: unknown
      /** Conditions that only a parser can decide; none where the value is certain. */
      readonly unsure: readonly string[]
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly why: readonly string[] }

export const none: Outcome = { kind: 'none' }
export const found = (value: unknown, unsure: readonly string[] = []): Outcome => ({ kind: 'value', value, unsure })
export const unknown = (...why: readonly string[]): Outcome => ({ kind: 'unknown', why })

const rank = (outcome: Outcome) => (outcome.kind === 'value' ? (outcome.unsure.length === 0 ? 3 : 2) : outcome.kind === 'unknown' ? 1 : 0)

/** The best of several ways: a certain value ends the search, `none` only where every way is. */
export function firstOf<T>(ways: Iterable<T>, attempt: (way: T) => Outcome): Outcome {
  let best: Outcome = none
  for (const way of ways) {
    const outcome = attempt(way)
    if (rank(outcome) === 3) return outcome
    if (rank(outcome) > rank(best)) best = outcome
  }
  return best
}

export const unsureOf = (outcome: Outcome): readonly string[] =>
  outcome.kind === 'value' ? outcome.unsure : outcome.kind === 'unknown' ? outcome.why : []
