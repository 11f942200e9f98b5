import { inProcess } from '../harness/child.mjs'
import { measured } from '../harness/row.mjs'

const PEERS = 10_000

/** What one agreement takes in a cache of 10,000 peers, each with a list of its own as discovery gives it. */
const script = `
import { createAgreementCache } from '@runners/contracts/client'

const cache = createAgreementCache()
const agree = async (index) => {
  const peer = ['http://runner', index, '.example.com:4000'].join('-')
  await cache.get(['runners', peer].join(' '), async () => ({ peer, contract: 'runner', version: '2.0.0', offered: ['1.0.0', '2.0.0'], source: 'discovery' }))
}
await agree(-1)
gc()
const before = process.memoryUsage().heapUsed
for (let index = 0; index < ${PEERS}; index += 1) await agree(index)
gc()
console.log(JSON.stringify((process.memoryUsage().heapUsed - before) / ${PEERS}))
await cache.get('', async () => ({}))
`

/** @param {import('../harness/plan.mjs').BenchPlan} plan */
export async function memory({ isQuick }) {
  const bytes = []
  for (let round = 0; round < (isQuick ? 1 : 9); round += 1) bytes.push(/** @type {number} */ (await inProcess(script, ['--expose-gc'])))
  return [measured({ figure: 'memory', case: 'one cached agreement', most: 300 }, 'bytes', bytes)]
}
