import jsonata from 'jsonata'
import { createVersionedEntity, defineVersion } from 'verzod'
import { z } from 'zod'
import { registry } from '@runners/contracts/registry'
import { RunRunnersRequestSchema as SchemaV1 } from '@runners/contracts/v1'
import { RunRunnersRequestSchema as SchemaV2 } from '@runners/contracts/v2'
import { sameAnswers } from '../harness/answers.mjs'
import { interleave } from '../harness/interleave.mjs'
import { requestV1, SIZES } from '../harness/payloads.mjs'
import { overhead } from '../harness/row.mjs'

/** @typedef {z.output<typeof SchemaV1>} RequestV1 */

/** What an engineer would write by hand: v1's three places of input in one. @param {RequestV1} request */
const byHand = ({ runId, region, runners, input: shared, url }) => ({
  runId: runId ?? crypto.randomUUID(),
  region,
  runners: runners.map((runner) => {
    const { name, input } = typeof runner === 'string' ? { name: runner, input: {} } : runner
    return { name, input: { ...shared, ...input, ...(url !== undefined && { url }) } }
  }),
})

const entity = createVersionedEntity({
  latestVersion: 2,
  versionMap: {
    1: defineVersion({ initial: true, schema: /** @type {never} */ (SchemaV1) }),
    2: defineVersion({ initial: false, schema: /** @type {never} */ (SchemaV2), up: /** @type {never} */ (byHand) }),
  },
  getVersion: () => 1,
})

const codec = z.codec(SchemaV1, SchemaV2, {
  decode: byHand,
  encode: ({ runId, region, runners }) => ({ runId, region, runners: runners.map(({ name, input }) => ({ name, input })) }),
})

const expression = jsonata(`{
  "runId": runId, "region": region,
  "runners": [runners.{ "name": name, "input": $merge([$$.input ? $$.input : {}, input, $$.url ? { "url": $$.url } : {}]) }]
}`)

const chain = registry.chain('runner', ['execute'], '1.0.0', '2.0.0')
const [hop] = chain.legs.request
const between = { from: '1.0.0', to: '2.0.0' }
const context = /** @type {never} */ ({ newId: () => crypto.randomUUID() })

/** @param {RequestV1} request the first is what the others are compared with */
const contendersFor = (request) => [
  { name: 'a hop', run: () => hop?.convert?.(request, context) },
  { name: 'by hand', run: () => byHand(request) },
  { name: 'verzod', run: () => /** @type {{ value: unknown }} */ (entity.safeParse(request)).value },
  { name: 'z.codec', run: () => z.decode(codec, request) },
  { name: 'JSONata', run: () => expression.evaluate(request) },
]

/** @type {Readonly<Record<string, number>>} */
const times = { verzod: 5, 'z.codec': 5, JSONata: 50 }

/** One request of v1 converted to v2. verzod and `z.codec` parse on the way, which they cannot leave out. @param {import('../harness/plan.mjs').BenchPlan} plan */
export async function conversion(plan) {
  const rows = []
  for (const size of SIZES) {
    const request = requestV1(size)
    const contenders = contendersFor(request)
    const all = { name: 'a hop and its losses', run: () => registry.losses('runner.execute', request, between) }
    const migrated = async () => (await registry.migrate('runner.execute', 'request', request, between)).value
    await sameAnswers([...contenders, { ...all, run: migrated }])
    const [ours, hand, ...others] = await interleave([...contenders, all], plan)
    if (ours === undefined || hand === undefined) continue
    rows.push(overhead({ figure: 'one conversion over by hand', case: `${size}`, most: 1.25 }, ours, hand))
    for (const other of others) {
      const figure = other.name in times ? 'times faster than' : 'with its losses found, over by hand'
      if (other.name in times) rows.push(overhead({ figure, case: `${other.name}, ${size}`, least: times[other.name] ?? 0 }, other, ours))
      else rows.push(overhead({ figure, case: `${size}` }, other, hand))
    }
  }
  return rows
}
