import { inProcess } from '../harness/child.mjs'
import { measured } from '../harness/row.mjs'

/** A registry of a thousand minor versions, each adding an optional field, in a process of its own. */
const script = `
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { negotiate } from '@runners/contracts'
import { defineRegistry } from '@runners/contracts/registry'

const contract = (minor) => oc.route({ method: 'POST', path: '/v1/save' }).input(z.object({ id: z.string(), ['field' + minor]: z.string().optional() })).output(z.object({ id: z.string() }))
const versions = Array.from({ length: 1000 }, (_, minor) => ({ version: '1.' + minor + '.0', contracts: { items: { save: contract(0) } } }))
gc()
const before = process.memoryUsage().heapUsed
const start = performance.now()
const registry = defineRegistry({ name: 'bench', versions, hops: [] })
const defined = performance.now() - start
gc()
const memory = process.memoryUsage().heapUsed - before
const ids = Object.freeze(registry.versions.map(({ version }) => version))
let sink
const micros = []
for (let round = 0; round < 40; round += 1) {
  const from = performance.now()
  for (let call = 0; call < 200; call += 1) sink = negotiate(ids, ids).version
  micros.push(((performance.now() - from) * 1000) / 200)
}
if (sink !== '1.999.0') throw new Error('negotiated ' + sink)
const timed = (offer, times) => {
  const from = performance.now()
  for (let call = 0; call < times; call += 1) sink = negotiate(offer(call), ids).version
  return ((performance.now() - from) * 1000) / times
}
const rounds = (offer, times) => Array.from({ length: 30 }, () => timed(offer, times)).slice(10)
const few = rounds((call) => ['1.0.0', '1.' + (call % 1000) + '.0', '2.0.0'], 200)
const fresh = rounds(() => [...ids], 2)
console.log(JSON.stringify({ defined, memory, warm: micros.slice(10), few, fresh }))
`

/** @param {import('../harness/plan.mjs').BenchPlan} plan */
export async function versions(plan) {
  const runs = []
  for (let round = 0; round < (plan.isQuick ? 1 : 9); round += 1) runs.push(/** @type {{ defined: number, memory: number, warm: number[], few: number[], fresh: number[] }} */ (await inProcess(script, ['--expose-gc'])))
  const figure = '1,000 registered versions'
  return [
    measured({ figure, case: 'definition' }, 'ms', runs.map(({ defined }) => defined)),
    measured({ figure, case: 'memory' }, 'MB', runs.map(({ memory }) => memory / 1_048_576)),
    measured({ figure, case: 'negotiate, a kept list of all', most: 50 }, 'µs', runs.flatMap(({ warm }) => warm)),
    measured({ figure, case: 'negotiate, a new list of three versions', most: 50 }, 'µs', runs.flatMap(({ few }) => few)),
    measured({ figure, case: 'negotiate, a new list of all' }, 'µs', runs.flatMap(({ fresh }) => fresh)),
  ]
}
