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

it.each([
  // runners, fields of the shared input, what becomes of it
  [1_000, 100, '1000 calls'],
  [1_000, 101, 'the shared input would become 101000 fields, more than 100000: send fewer runners at once'],
])('%i v1 runners that share %i fields of input become: %s', (runners, fields, expected) => {
  const input = Object.fromEntries(Array.from({ length: fields }, (_, index) => [`field${index}`, index]))
  const request = { runners: Array.from({ length: runners }, () => 'pageTitle'), input }
  const { convert } = registry.chain('runner', ['execute'], '1.0.0', '2.0.0').legs.request[0]!
  const become = () => {
    try {
      return `${(convert!(request, { newId: () => 'id' } as never) as RequestV2).runners.length} calls`
    } catch (error) {
      return (error as Error).message
    }
  }
  expect(become()).toBe(expected)
})
