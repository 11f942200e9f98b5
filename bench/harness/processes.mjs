import { inProcess } from './child.mjs'
import { measured } from './row.mjs'

/** @typedef {import('./plan.mjs').BenchPlan} BenchPlan */
/** @typedef {import('./row.mjs').Row} Row */

/**
 * A figure, its rounds taken in several processes. One process keeps its luck: what was compiled and inlined when, and where it
 * lies, makes more of a difference to a small call than what is to be measured.
 *
 * @param {(plan: BenchPlan) => Promise<readonly Row[]>} figure has the name of its file
 * @returns {(plan: BenchPlan) => Promise<readonly Row[]>}
 */
export const inProcesses = ({ name }) => async (plan) => {
  const each = { ...plan, rounds: plan.rounds / plan.processes }
  const script = `
import { ${name} } from './bench/figures/${name}.mjs'
console.log(JSON.stringify(await ${name}(${JSON.stringify(each)})))
process.exit()`
  const runs = /** @type {(readonly Row[])[]} */ ([])
  for (let process = 0; process < plan.processes; process += 1) runs.push(await inProcess(script))
  const [first = []] = runs
  return first.map((row, index) => measured(row, row.unit, runs.flatMap((rows) => rows[index]?.values ?? [])))
}
