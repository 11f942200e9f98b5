import type { Random } from '../../src/diff/solve/random.js'

type Schema = boolean | { readonly [keyword: string]: unknown }

const names = ['a', 'b', 'c', 'kind', 'x1']
const words = ['', 'a', 'b', 'ab', 'abc', 'x1', 'kind', 'z']
const patterns = ['^a', 'b$', '^[a-c]+$', '^x\\d$', '^.{2,}$', '^(a|b)?$', '[0-9]']
const scalars: readonly unknown[] = [null, true, false, 0, 1, 2, 3, 1.5, -1, 10, ...words]
const sizes = [0, 1, 2, 3]
const numbers = [-1, 0, 1, 2, 3, 5, 1.5, 10]

/** Random schemas of every keyword, and random changes of them; one seed gives one schema. */
export function schemaMaker({ int }: Random) {
  const pick = <T>(list: readonly T[]): T => list[int(list.length)]!
  const some = <T>(list: readonly T[], most: number): T[] => [...new Set(Array.from({ length: 1 + int(most) }, () => pick(list)))]
  const maybe = (part: () => Schema & object): Schema & object => (int(2) === 0 ? part() : {})

  const number = () => ({ type: pick(['number', 'integer']), ...maybe(() => ({ minimum: pick(numbers) })), ...maybe(() => ({ [pick(['maximum', 'exclusiveMaximum'])]: pick(numbers) })), ...maybe(() => (int(2) === 0 ? { multipleOf: pick([1, 2, 3, 0.5, 1.5]) } : {})) })
  const string = () => ({ type: 'string', ...maybe(() => ({ minLength: pick(sizes) })), ...maybe(() => ({ maxLength: pick(sizes) })), ...maybe(() => (int(2) === 0 ? { pattern: pick(patterns) } : {})) })
  const array = (depth: number) => ({
    type: 'array',
    ...maybe(() => ({ items: schema(depth - 1) })),
    ...(int(4) === 0 && { prefixItems: Array.from({ length: 1 + int(2) }, () => schema(depth - 1)) }),
    ...maybe(() => ({ minItems: pick(sizes) })),
    ...maybe(() => ({ maxItems: pick(sizes) })),
    ...(int(5) === 0 && { uniqueItems: true }),
    ...(int(4) === 0 && { contains: schema(depth - 1), ...(int(2) === 0 && { minContains: int(3) }), ...(int(2) === 0 && { maxContains: 1 + int(2) }) }),
    ...(int(8) === 0 && { unevaluatedItems: schema(0) }),
  })
  const object = (depth: number): Schema & object => ({
    type: 'object',
    properties: Object.fromEntries(some(names, 3).map((name) => [name, schema(depth - 1)])),
    ...maybe(() => ({ required: some(names, 2) })),
    ...maybe(() => ({ additionalProperties: pick<() => Schema>([() => false, () => true, () => schema(depth - 1)])() })),
    ...(int(4) === 0 && { patternProperties: { [pick(patterns)]: schema(depth - 1) } }),
    ...(int(6) === 0 && { propertyNames: pick([{ pattern: pick(patterns) }, { maxLength: 1 }, { enum: some(names, 3) }]) }),
    ...(int(6) === 0 && { minProperties: pick(sizes) }),
    ...(int(6) === 0 && { maxProperties: pick(sizes) }),
    ...(int(8) === 0 && { dependentRequired: { [pick(names)]: some(names, 2) } }),
    ...(int(10) === 0 && { dependentSchemas: { [pick(names)]: schema(depth - 1) } }),
    ...(int(10) === 0 && { unevaluatedProperties: pick<Schema>([false, { type: 'string' }]), ...(int(2) === 0 && { anyOf: [object(0), object(0)] }) }),
  })
  const tagged = (depth: number) => ({ oneOf: some(['p', 'q', 'r'], 3).map((tag) => ({ type: 'object', properties: { kind: { const: tag }, a: schema(depth - 1) }, required: ['kind'] })) })
  const combined = (depth: number): Schema => {
    const parts = Array.from({ length: 1 + int(3) }, () => schema(depth - 1))
    return pick<() => Schema>([
      () => ({ anyOf: parts }), () => ({ oneOf: parts }), () => ({ allOf: parts }), () => ({ not: parts[0] }),
      () => ({ if: schema(depth - 1), then: schema(depth - 1), ...(int(2) === 0 && { else: schema(depth - 1) }) }), () => tagged(depth),
    ])()
  }
  const leaf = (): Schema => pick<() => Schema>([
    number, string, number, string, () => ({ type: pick(['null', 'boolean']) }), () => ({ enum: some(scalars, 4) }), () => ({ const: pick(scalars) }),
    () => ({ type: some(['string', 'null', 'number', 'integer', 'boolean'], 3) }), () => int(2) === 0, () => ({ minimum: pick(numbers), maxLength: pick(sizes) }),
  ])()
  const schema = (depth: number): Schema => {
    if (depth <= 0 || int(3) === 0) return leaf()
    return pick<() => Schema>([() => object(depth), () => array(depth), () => combined(depth), () => object(depth)])()
  }
  return { schema, pick }
}

/** One part of a schema changed at random: a keyword dropped, a value changed, a part replaced. */
export function mutate(value: unknown, random: Random): unknown {
  const { schema, pick } = schemaMaker(random)
  if (typeof value === 'number') return pick([value + 1, value - 1, value, 0, 2].filter((one) => one !== value))
  if (typeof value === 'string') return pick([...words, ...patterns])
  if (typeof value === 'boolean' || value === null) return schema(1)
  if (Array.isArray(value)) {
    const index = random.int(Math.max(1, value.length))
    if (value.length === 0 || random.int(4) === 0) return random.int(2) === 0 && value.length > 1 ? value.toSpliced(index, 1) : value
    return value.with(index, mutate(value[index], random))
  }
  const entries = Object.entries(value as object)
  if (entries.length === 0 || random.int(8) === 0) return schema(1)
  const [keyword, part] = entries[random.int(entries.length)]!
  const isName = keyword === 'type' || keyword === 'required'
  if (random.int(4) === 0 && keyword !== 'properties') return Object.fromEntries(entries.filter(([other]) => other !== keyword))
  if (isName) return keyword === 'required' ? { ...(value as object), required: [pick(names)] } : { ...(value as object), type: pick(['string', 'number', 'object', 'array', 'integer']) }
  return { ...(value as object), [keyword]: mutate(part, random) }
}

/** A random value of the kind that the schemas above speak of; made without looking at any schema. */
export function randomValue(random: Random, depth: number): unknown {
  const { int } = random
  const pick = <T>(list: readonly T[]): T => list[int(list.length)]!
  if (depth <= 0 || int(2) === 0) return int(4) === 0 ? pick(numbers) : pick(scalars)
  if (int(3) === 0) return Array.from({ length: int(4) }, () => randomValue(random, depth - 1))
  const keys = [...names, '', 'z', 'ab'].filter(() => int(3) === 0)
  return Object.fromEntries(keys.map((key) => [key, key === 'kind' && int(2) === 0 ? pick(['p', 'q', 'r']) : randomValue(random, depth - 1)]))
}
