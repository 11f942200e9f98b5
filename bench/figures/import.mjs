import { inProcess } from '../harness/child.mjs'
import { overhead } from '../harness/row.mjs'

/** @param {readonly string[]} specifiers milliseconds that a fresh process takes for all of them */
const script = (specifiers) => `
const start = performance.now()
${specifiers.map((specifier) => `await import('${specifier}')`).join('\n')}
console.log(performance.now() - start)
`

const alone = ['zod', '@orpc/contract']

/** Importing a version, over importing what it is made of. @param {import('../harness/plan.mjs').BenchPlan} plan */
export async function importing({ isQuick }) {
  const rounds = isQuick ? 9 : 41
  const micros = { without: /** @type {number[]} */ ([]), with: /** @type {number[]} */ ([]) }
  const measure = async (/** @type {readonly string[]} */ specifiers) => 1000 * /** @type {number} */ (await inProcess(script(specifiers)))
  for (let round = 0; round < rounds; round += 1) {
    const contenders = /** @type {const} */ ([['without', alone], ['with', [...alone, '@runners/contracts/v2']]])
    for (const [name, specifiers] of round % 2 === 0 ? contenders : contenders.toReversed()) micros[name].push(await measure(specifiers))
  }
  return [
    overhead({ figure: 'import', case: '@runners/contracts/v2 over zod and @orpc/contract', most: 1.05 }, { name: 'with', micros: micros.with }, { name: 'without', micros: micros.without }),
  ]
}
