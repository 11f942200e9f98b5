import { inProcess } from '../harness/child.mjs'
import { measured } from '../harness/row.mjs'

const PEERS = 10_000

/** What one agreement takes in a cache of 10,000 peers, key and name of the peer included. A cache of as many before it warms the code. */
const script = `
import { createAgreementCache, createNegotiator } from '@runners/contracts/client'
import { registry } from '@runners/contracts/registry'

const discover = async () => ({ offered: ['1.0.0', '2.0.0'], source: 'discovery' })
const filled = async () => {
  const agreements = createAgreementCache()
  for (let index = 0; index < ${PEERS}; index += 1) {
    const peer = ['http://runner', index, '.example.com:4000'].join('-')
    await createNegotiator({ registry, contract: 'runner', peer, terms: {}, agreements, discover }).agree()
  }
  return agreements
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 50)).then(gc)
// the first is gone before the second is measured
await filled().then(() => {})
await settled()
const before = process.memoryUsage().heapUsed
const kept = await filled()
await settled()
console.log(JSON.stringify((process.memoryUsage().heapUsed - before) / ${PEERS}))
await kept.get('', async () => ({}))
`

/** @param {import('../harness/plan.mjs').BenchPlan} plan */
export async function memory({ isQuick }) {
  const bytes = []
  for (let round = 0; round < (isQuick ? 1 : 9); round += 1) bytes.push(/** @type {number} */ (await inProcess(script, ['--expose-gc'])))
  return [measured({ figure: 'memory', case: 'one cached agreement', most: 300 }, 'bytes', bytes)]
}
