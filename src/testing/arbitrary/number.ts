import fc from 'fast-check'
import type { JsonSchema } from '../../engine/schema.js'
import { countIn } from './site.js'

const { MAX_SAFE_INTEGER, MAX_VALUE, MIN_SAFE_INTEGER } = Number
const edges = [0, -0, 1, -1, 0.1, 1e21, 1e-7, 5e-324, 255, 65_536, 2 ** 31, MAX_SAFE_INTEGER, MIN_SAFE_INTEGER, MAX_VALUE, -MAX_VALUE]

/** Numbers or whole numbers within the bounds of a schema, often at them. */
export function numbers(schema: JsonSchema): fc.Arbitrary<unknown> | undefined {
  const isWhole = schema['type'] === 'integer'
  const { min, max } = boundsOf(schema, isWhole)
  if (min > max) return undefined
  const step = countIn(schema, 'multipleOf', 0)
  const values = step > 0 ? multiples(step, min, max) : isWhole ? wholes(min, max) : doubles(min, max)
  return schema['x-coerce'] === true ? fc.oneof({ weight: 4, arbitrary: values }, { weight: 1, arbitrary: values.map(String) }) : values
}

function boundsOf(schema: JsonSchema, isWhole: boolean) {
  const [least, most] = isWhole ? [MIN_SAFE_INTEGER, MAX_SAFE_INTEGER] : [-MAX_VALUE, MAX_VALUE]
  const above = countIn(schema, 'exclusiveMinimum', -Infinity)
  const under = countIn(schema, 'exclusiveMaximum', Infinity)
  const min = Math.max(least, countIn(schema, 'minimum', least), isWhole ? Math.floor(above) + 1 : above + gap(above))
  const max = Math.min(most, countIn(schema, 'maximum', most), isWhole ? Math.ceil(under) - 1 : under - gap(under))
  return isWhole ? { min: Math.ceil(min), max: Math.floor(max) } : { min, max }
}

/** The step to a number that is certainly another one. */
const gap = (bound: number) => (Number.isFinite(bound) ? Math.max(Math.abs(bound) * Number.EPSILON, Number.MIN_VALUE) : 0)

const within = (min: number, max: number) => (value: number) => value >= min && value <= max

function wholes(min: number, max: number): fc.Arbitrary<number> {
  const near = fc.integer({ min: Math.max(min, Math.min(max, -100)), max: Math.min(max, Math.max(min, 100)) })
  const atEdges = [min, max, ...edges.filter(Number.isInteger).filter(within(min, max))]
  return fc.oneof({ weight: 3, arbitrary: near }, { weight: 1, arbitrary: fc.integer({ min, max }) }, { weight: 2, arbitrary: fc.constantFrom(...atEdges) })
}

function doubles(min: number, max: number): fc.Arbitrary<number> {
  const atEdges = [min, max, ...edges.filter(within(min, max))]
  return fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...atEdges) },
    { weight: 1, arbitrary: fc.double({ min, max, noNaN: true, noDefaultInfinity: true }) },
  )
}

function multiples(step: number, min: number, max: number): fc.Arbitrary<number> {
  const [least, most] = [Math.max(MIN_SAFE_INTEGER, Math.ceil(min / step)), Math.min(MAX_SAFE_INTEGER, Math.floor(max / step))]
  return wholes(least, Math.max(least, most)).map((count) => count * step)
}
