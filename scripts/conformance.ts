/**
 * `npm run conformance`: the wire diff against the public suite beside the project, and against random pairs of schemas.
 * An ajv of its own confirms every witness. Exit code 0 where every verdict is as labelled, or its label is listed as wrong
 * below and no value speaks for it; 1 at any other difference, any witness that ajv does not confirm, any unsound pair.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { worst } from '../src/diff/compare/finding.js'
import { compareSchemas } from '../src/diff/contract/compare-schemas.js'
import { validatorOf } from '../test/diff/judge.js'
import { changedPair, samples, unsoundness, widenedPair } from '../test/diff/soundness.js'

const suitePath = fileURLToPath(new URL('../../shared/conformance/json-schema-compat.json', import.meta.url))
const [CHANGED, WIDENED, VALUES] = [2_000, 500, 2_000]

/** Labels of the suite that the suite's own validators contradict. */
const mislabelled = new Map([
  ['large_integer_enum_precision response', 'new takes 9007199254740992 alone, and the enum of old has it: the file has lost the digits in which the two differed'],
  ['unsupported_subset_pattern_properties_additional_fallback response', 'in ECMAScript \\cC is Control-C: new takes {} and {"\\u0003": an integer} alone, and old takes both'],
])

interface Case {
  readonly name: string
  readonly old: unknown
  readonly new: unknown
  readonly requestCompatible: boolean
  readonly responseCompatible: boolean
  /** Values that the file says are valid on the one side alone. */
  readonly witnesses?: { readonly oldOnly: readonly unknown[]; readonly newOnly: readonly unknown[] }
}

/** What is wrong with the verdict on one pair in one direction. */
function wrong(one: Case, direction: 'request' | 'response'): string | undefined {
  const [sent, taken] = direction === 'request' ? [one.old, one.new] : [one.new, one.old]
  const isCompatible = direction === 'request' ? one.requestCompatible : one.responseCompatible
  const { findings } = compareSchemas(one.old, one.new, direction)
  const verdict = worst(findings)
  if ((verdict === 'breaking') === isCompatible) return `${verdict ?? 'unchanged'} instead of ${isCompatible ? 'compatible' : 'breaking'}`
  const [before, after] = [validatorOf(sent), validatorOf(taken)]
  const unshown = findings.find((found) => found.verdict === 'breaking' && !(before(found.witness) && !after(found.witness)))
  return unshown && `ajv does not confirm ${JSON.stringify(unshown.witness)}`
}

/** A label is only called wrong while no value of thousands speaks for it, nor any that the file itself calls a witness. */
function speaksForLabel(one: Case, direction: 'request' | 'response'): boolean {
  const [sent, taken] = direction === 'request' ? [one.old, one.new] : [one.new, one.old]
  const [before, after] = [validatorOf(sent), validatorOf(taken)]
  const own = one.witnesses?.[direction === 'request' ? 'oldOnly' : 'newOnly'] ?? []
  return [...own, ...samples(sent, 1, VALUES)].some((value) => before(value) && !after(value))
}

function runSuite(): boolean {
  if (!existsSync(suitePath)) {
    console.log('suite: skipped, ../shared/conformance/json-schema-compat.json is not there')
    return true
  }
  const { cases } = JSON.parse(readFileSync(suitePath, 'utf8')) as { cases: readonly Case[] }
  const verdicts = cases.flatMap((one) => (['request', 'response'] as const).map((direction) => ({ one, direction, name: `${one.name} ${direction}`, problem: wrong(one, direction) })))
  const off = verdicts.filter(({ problem }) => problem !== undefined)
  const isExplained = ({ name, one, direction }: (typeof off)[number]) => mislabelled.has(name) && !speaksForLabel(one, direction)
  for (const verdict of off) console.log(`suite: ${verdict.name}: ${verdict.problem}${isExplained(verdict) ? `; the label is wrong: ${mislabelled.get(verdict.name)}` : ''}`)
  console.log(`suite: ${verdicts.length - off.length} of ${verdicts.length} as labelled, ${off.filter(isExplained).length} labels are wrong`)
  return off.every(isExplained)
}

function runPairs(): boolean {
  const problems: string[] = []
  const counts: Record<string, number> = {}
  for (let seed = 0; seed < CHANGED + WIDENED; seed++) {
    const isWidened = seed >= CHANGED
    const { older, newer } = isWidened ? widenedPair(seed) : changedPair(seed)
    const { verdict, problem } = unsoundness(older, newer, seed, VALUES)
    const name = `${isWidened ? 'widened' : 'changed'} ${verdict}`
    counts[name] = (counts[name] ?? 0) + 1
    if (problem !== undefined || (isWidened && verdict === 'breaking')) problems.push(`seed ${seed}: ${problem ?? 'breaking'}: ${JSON.stringify(older)} to ${JSON.stringify(newer)}`)
  }
  for (const problem of problems) console.log(`pairs: ${problem}`)
  console.log(`pairs: ${CHANGED} changed and ${WIDENED} widened, ${VALUES} values each: ${problems.length} unsound;`, counts)
  return problems.length === 0
}

process.exitCode = [runSuite(), runPairs()].every(Boolean) ? 0 : 1
