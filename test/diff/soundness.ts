import { Ajv2020 } from 'ajv/dist/2020.js'
import { compile } from '../../src/diff/formula/compile.js'
import { openDocument } from '../../src/diff/schema/document.js'
import { compareSchemas } from '../../src/diff/contract/compare-schemas.js'
import { type Verdict, worst } from '../../src/diff/compare/finding.js'
import { type Random, randomFrom } from '../../src/diff/solve/random.js'
import { solve } from '../../src/diff/solve/solver.js'
import { validatorOf } from './judge.js'
import { mutate, randomValue, schemaMaker } from './random-schema.js'

/** What is wrong with the verdict on a pair; nothing where it is sound. */
export function unsoundness(older: unknown, newer: unknown, seed: number, values: number): { readonly verdict: Verdict | 'unchanged'; readonly problem?: string } {
  const { findings } = compareSchemas(older, newer, 'request')
  const [before, after] = [validatorOf(older), validatorOf(newer)]
  const wrong = findings.filter(({ verdict }) => verdict === 'breaking').find(({ witness }) => !(before(witness) && !after(witness)))
  const verdict = worst(findings) ?? 'unchanged'
  if (wrong !== undefined) return { verdict, problem: `witness ${JSON.stringify(wrong.witness)} of ${wrong.rule} does not show it` }
  if (verdict === 'breaking' || verdict === 'unproven') return { verdict }
  const refusal = [...samples(older, seed, values)].find((value) => before(value) && !after(value))
  return refusal === undefined ? { verdict } : { verdict, problem: `although ${JSON.stringify(refusal)} is refused` }
}

/** Half made to fit the older schema, half of any kind. */
export function* samples(schema: unknown, seed: number, count: number): Generator<unknown> {
  const document = openDocument(schema)
  const formula = compile(document.root, '', { document, role: 'sends', by: 'accepted', zod: false, mode: 'input', relaxed: new Set() })
  const random = randomFrom(seed)
  const fitting = Math.min(200, Math.floor(count / 10))
  for (let index = 0; index < fitting; index++) {
    const outcome = solve({ meets: [formula], fails: [] }, { random, steps: 300 })
    if (outcome.kind === 'value') yield outcome.value
  }
  for (let index = fitting; index < count; index++) yield randomValue(random, 3)
}

/** A pair that differs by some changes of any kind. */
export function changedPair(seed: number): { readonly older: unknown; readonly newer: unknown } {
  const random = randomFrom(seed)
  const older = schemaMaker(random).schema(2)
  let newer: unknown = older
  for (let changes = random.int(3) + 1; changes > 0; ) {
    const mutated = mutate(newer, random)
    if (isSchema(mutated)) newer = mutated
    changes--
  }
  return { older, newer }
}

const checker = new Ajv2020({ strict: false, validateFormats: false, logger: false })
const isSchema = (value: unknown) => typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value) && checker.validateSchema(value) === true)

/** A pair whose newer schema takes whatever the older does, by the way it is built. */
export function widenedPair(seed: number): { readonly older: unknown; readonly newer: unknown } {
  const random = randomFrom(seed)
  const make = schemaMaker(random)
  const [one, other] = [make.schema(2), make.schema(2)]
  return make.pick(widenings(one, other, random))
}

const widenings = (one: unknown, other: unknown, { int }: Random) => [
  { older: one, newer: { anyOf: [other, one] } },
  { older: { allOf: [one, other] }, newer: one },
  { older: { allOf: [one, other] }, newer: { allOf: [other, one] } },
  { older: { allOf: [one, { not: other }] }, newer: one },
  { older: { properties: { a: { allOf: [one, other] } }, required: ['a'] }, newer: { properties: { a: other } } },
  { older: { type: 'array', items: { allOf: [one, other] }, minItems: int(3) }, newer: { items: one } },
  { older: one, newer: { if: other, then: one, else: one } },
  { older: { oneOf: [one, other] }, newer: { anyOf: [one, other] } },
  { older: { not: { anyOf: [one, other] } }, newer: { not: one } },
  { older: { $ref: '#/$defs/x', $defs: { x: one } }, newer: { anyOf: [{ $ref: '#/definitions/y' }, other], definitions: { y: one } } },
]
