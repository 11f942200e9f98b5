/**
 * How long to measure. Quick ends within a minute and says whether something is badly off; the other holds on a machine that is
 * not idle.
 *
 * @typedef {import('./interleave.mjs').Plan & { readonly seconds: number, readonly turns: number, readonly warmupSeconds: number, readonly roundsOfServer: number, readonly processes: number, readonly isQuick: boolean, readonly more: Readonly<Record<number, number>> }} BenchPlan
 */

/** @param {boolean} isQuick @returns {BenchPlan} */
export const planOf = (isQuick) =>
  isQuick
    ? { isQuick, rounds: 9, blocks: 5, blockMs: 2, warmupMs: 150, clock: 'cpu', seconds: 0.15, turns: 1, warmupSeconds: 0.15, roundsOfServer: 9, processes: 1, more: {} }
    : { isQuick, rounds: 15, blocks: 60, blockMs: 2, warmupMs: 1000, clock: 'cpu', seconds: 0.25, turns: 8, warmupSeconds: 2, roundsOfServer: 3, processes: 5, more: { 1: 10, 20: 3, 200: 3 } }

/**
 * The plan for calls of so many runners. One garbage collection takes as long as some fifty small calls, and a round holds few of
 * them: it takes more blocks for chance to even out who pays for it.
 *
 * @param {BenchPlan} plan @param {number} size
 */
export const planFor = (plan, size) => ({ ...plan, blocks: plan.blocks * (plan.more[size] ?? 1) })
