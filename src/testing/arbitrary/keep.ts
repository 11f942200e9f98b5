import type fc from 'fast-check'

/** So many refusals in a row mean that there is no finding a valid value. */
const IN_A_ROW = 2_000

/** What a check says of a value: why it is refused, or nothing. */
type Refusal<T> = (value: T) => string | undefined

/**
 * Keeps the values that are not refused. Unlike `filter` it ends: with the reasons, where nearly all are refused.
 * @throws TypeError naming `what` and the most frequent refusals
 */
export function keep<T>(values: fc.Arbitrary<T>, refusal: Refusal<T>, what: string): fc.Arbitrary<T> {
  const reasons = new Map<string, number>()
  let inARow = 0
  return values.filter((value) => {
    const reason = refusal(value)
    if (reason === undefined) return (inARow = 0) === 0
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    if (++inARow >= IN_A_ROW) throw refused(what, reasons)
    return false
  })
}

function refused(what: string, reasons: ReadonlyMap<string, number>): TypeError {
  const most = [...reasons].toSorted(([, a], [, b]) => b - a).slice(0, 3)
  return new TypeError(
    `No value can be generated for ${what}: ${IN_A_ROW} in a row were refused, most often with ${most.map(([reason]) => reason).join('; ')}. Give its values by hand in \`values\`.`,
  )
}
