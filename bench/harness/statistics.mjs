/** @param {readonly number[]} values @param {number} share between 0 and 1 */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(at)] ?? NaN, sorted[Math.ceil(at)] ?? NaN]
  return low + (high - low) * (at - Math.floor(at))
}

/** Median and the middle half. @typedef {{ readonly median: number, readonly low: number, readonly high: number, readonly rounds: number }} Spread */

/** @param {readonly number[]} values @returns {Spread} */
export const spread = (values) => ({ median: quantile(values, 0.5), low: quantile(values, 0.25), high: quantile(values, 0.75), rounds: values.length })

/** Of each round how many times `over` it took. @param {readonly number[]} values @param {readonly number[]} over */
export const quotients = (values, over) => values.map((value, round) => value / (over[round] ?? NaN))
