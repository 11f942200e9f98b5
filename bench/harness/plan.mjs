/**
 * How long to measure. Quick ends within a minute and says whether something is badly off; the other holds on a machine that is
 * not idle.
 *
 * @typedef {import('./interleave.mjs').Plan & { readonly seconds: number, readonly isQuick: boolean }} BenchPlan
 */

/** @param {boolean} isQuick @returns {BenchPlan} */
export const planOf = (isQuick) =>
  isQuick
    ? { isQuick, rounds: 9, blocks: 5, blockMs: 2, warmupMs: 150, clock: 'cpu', seconds: 0.15 }
    : { isQuick, rounds: 15, blocks: 60, blockMs: 2, warmupMs: 2000, clock: 'cpu', seconds: 2 }
