import { oc } from '@orpc/contract'
import { z } from 'zod'
import { defineHop, defineRegistry } from '@runners/contracts/registry'
import { sameAnswers } from '../harness/answers.mjs'
import { interleave } from '../harness/interleave.mjs'
import { measured, overhead } from '../harness/row.mjs'

const HOPS = [1, 5, 10, 25, 50]
const last = 50

/** Version 1 has `label1`, version 2 `label2`, and so on. @param {number} major */
const contractOf = (major) =>
  oc
    .route({ method: 'POST', path: major === 1 ? '/save' : `/v${major}/save` })
    .input(z.object({ id: z.string(), [`label${major}`]: z.string() }))
    .output(z.object({ id: z.string() }))

/** @param {number} major */
const hopFrom = (major) => {
  const [older, newer] = [`label${major}`, `label${major + 1}`]
  const up = (/** @type {Record<string, unknown>} */ value) => ({ id: value['id'], [newer]: value[older] })
  const down = (/** @type {Record<string, unknown>} */ value) => ({ id: value['id'], [older]: value[newer] })
  return defineHop(/** @type {never} */ ({ from: `${major}.0.0`, to: `${major + 1}.0.0`, contracts: { items: { save: { request: { up, down } } } } }))
}

const majors = Array.from({ length: last + 1 }, (_, index) => index + 1)
const registry = () =>
  defineRegistry(/** @type {never} */ ({
    name: 'bench',
    versions: majors.map((major) => ({ version: `${major}.0.0`, contracts: { items: { save: contractOf(major) } } })),
    hops: majors.slice(0, -1).map(hopFrom),
  }))

/** A request over 1 to 50 hops: what each costs, over what one costs; and the latest version, which has none. @param {import('../harness/plan.mjs').BenchPlan} plan */
export async function hops(plan) {
  const { losses, migrate, chain } = /** @type {import('@runners/contracts/registry').Registry} */ (registry())
  const to = `${last + 1}.0.0`
  const contenders = [0, ...HOPS].map((count) => {
    const from = `${last + 1 - count}.0.0`
    const request = { id: 'one', [`label${last + 1 - count}`]: 'two' }
    const converted = async () => (await migrate('items.save', 'request', request, { from, to })).value
    return { name: `${count}`, run: () => losses('items.save', request, { from, to }), converted }
  })
  // what is timed runs the same hops, and gives what they lose: nothing
  await sameAnswers(contenders.map(({ name, converted }) => ({ name, run: converted })))
  await sameAnswers(contenders)
  const [none, one, ...others] = await interleave(contenders, plan)
  if (none === undefined || one === undefined) return []
  const perHop = [one, ...others].map(({ name, micros }) => ({ name, micros: micros.map((micro, round) => (micro - (none.micros[round] ?? 0)) / Number(name)) }))
  const [first, ...rest] = perHop
  const isFree = chain('items', ['save'], to, to).legs.request.length === 0
  return [
    measured({ figure: 'hops of the latest version', case: 'number', most: 0 }, 'x', [isFree ? 0 : 1]),
    measured({ figure: 'one hop', case: '1 of 1' }, 'µs', first?.micros ?? []),
    // linear: the fiftieth hop costs no more than the first
    ...rest.map((timed) => overhead({ figure: 'each hop over the only one', case: `of ${timed.name}`, most: 1.25 }, timed, first ?? timed)),
  ]
}
