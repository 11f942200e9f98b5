import fc from 'fast-check'
import { expect, it } from 'vitest'
import { registry } from '../../src/registry.js'
import { arbitrary } from '../../src/testing/arbitrary.js'
import { type RunRunnersRequest as RequestV1, RunRunnersRequestSchema } from '../../versions/v1/index.js'
import type { RunRunnersRequest as RequestV2 } from '../../versions/v2/index.js'

/** As v1's runners put it together: field by field, from the place that wins. */
function effectiveInput({ url, input: shared = {}, runners }: RequestV1, index: number): ReadonlyMap<string, unknown> {
  const runner = runners[index]!
  const own = typeof runner === 'string' ? {} : (runner.input ?? {})
  const places = [...(url === undefined ? [] : [{ url }]), own, shared]
  const keys = new Set(places.flatMap((place) => Object.keys(place)))
  return new Map([...keys].map((key) => [key, (places.find((place) => Object.hasOwn(place, key)) as Record<string, unknown>)[key]]))
}

it('every runner of a v1 request has the input in v2 that a v1 runner would give it', async () => {
  const property = fc.asyncProperty(arbitrary(RunRunnersRequestSchema), async (wire) => {
    const request = RunRunnersRequestSchema.parse(wire)
    const { value } = await registry.migrate('runner.execute', 'request', wire, { from: '1.0.0', to: '2.0.0' })
    const { runners } = value as RequestV2
    expect(runners.map(({ name }) => name)).toStrictEqual(request.runners.map((runner) => (typeof runner === 'string' ? runner : runner.name)))
    runners.forEach(({ input }, index) => expect(new Map(Object.entries(input))).toEqual(effectiveInput(request, index)))
  })
  await fc.assert(property, { seed: 1, numRuns: 500 })
})
