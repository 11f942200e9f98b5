import type { AnySchema } from '@orpc/contract'
import { addedFields } from './added-fields.js'
import type { Problem } from './errors.js'
import type { Step } from './hop.js'
import type { LossRule } from './loss.js'
import { type Pair, pairsOf, procedureName } from './pairs.js'
import { type ProcedureDetails, routeOf } from './procedures.js'
import { quickSchema } from './quick-schema.js'
import type { HopDefinition, ProcedureSteps } from './runtime-hop.js'
import { describeSchema, fingerprint, isOpaque } from './schema.js'
import type { ContractVersion } from './version.js'

/** A hop that nobody wrote, or why there cannot be one. */
export interface Derived {
  readonly hop: HopDefinition
  readonly problems: readonly Problem[]
}

/**
 * The hop between two versions of one major. Only what every older peer survives is derived: optional fields, procedures and
 * error codes that the newer version adds. Anything else is a problem, never a guess.
 */
export function deriveHop(older: ContractVersion, newer: ContractVersion): Derived {
  const pairs = pairsOf(older, newer).map((pair) => derivePair(pair, older.version, newer.version))
  const contracts: Record<string, object> = {}
  for (const { pair, steps } of pairs) contracts[pair.contract] = withSteps(contracts[pair.contract] ?? {}, pair, steps)
  return { hop: { from: older.version, to: newer.version, contracts }, problems: pairs.flatMap(({ problems }) => problems) }
}

/** Puts a procedure's steps at its place in the nested shape. */
function withSteps(node: object, { id }: Pair, steps: ProcedureSteps): object {
  const place = ([key, ...rest]: readonly string[], at: object): object => {
    if (key === undefined || key === '') return steps
    const child = (at as Readonly<Record<string, object>>)[key] ?? {}
    return { ...at, [key]: place(rest, child) }
  }
  return place(id.split('.'), node)
}

function derivePair(pair: Pair, from: string, to: string) {
  const { contract, id, older, newer } = pair
  const problem = (text: string): Problem => ({
    rule: 'minor-not-compatible',
    where: `${procedureName(contract, id)} from ${from} to ${to}`,
    problem: text,
    fix: 'Restore it, or raise the major version and write a hop.',
  })
  if (newer === undefined) return { pair, steps: {}, problems: [problem('it was removed within a major version')] }
  if (older === undefined) return { pair, steps: { unavailable: `it came with ${to}` }, problems: [] }
  const { halves, refusals } = changesOf({ older, newer })
  return { pair, steps: stepsFor(halves, { older, newer }, to), problems: refusals.map(problem) }
}

/** Only these halves can change by added fields; their rules say what the older side does not see. */
type FieldHalf = 'request' | 'response' | 'events'

interface HalfChange {
  readonly half: FieldHalf
  /** Absent where more changed. */
  readonly added: readonly string[] | undefined
}

interface Both {
  readonly older: ProcedureDetails
  readonly newer: ProcedureDetails
}

function changesOf({ older, newer }: Both) {
  const halves = (['request', 'response', 'events'] as const).map((half): HalfChange => ({ half, added: addedIn(half, older, newer) }))
  const codes = Object.keys(older.errors).filter((code) => !Object.hasOwn(newer.errors, code) || !isSame(older.errors[code], newer.errors[code]))
  return {
    halves,
    refusals: [
      ...halves.flatMap(({ half, added }) => (added === undefined ? [refusal(half, older[half], newer[half])] : [])),
      ...codes.map((code) => `its error ${code} ${errorChange(code, older, newer)}`),
      ...(JSON.stringify(routeOf(older)) === JSON.stringify(routeOf(newer)) ? [] : ['its route changed']),
    ],
  }
}

/** Whether nothing changed; what a schema does not tell counts as a change. */
const isSame = (older: AnySchema | undefined, newer: AnySchema | undefined) =>
  older === newer || (fingerprint(older) === fingerprint(newer) && !isOpaque(older))

const unsaid = 'cannot be compared, since its schema does not say all of itself as JSON Schema'

function errorChange(code: string, { errors: older }: ProcedureDetails, { errors: newer }: ProcedureDetails): string {
  if (!Object.hasOwn(newer, code)) return 'was removed'
  return isOpaque(older[code]) || isOpaque(newer[code]) ? unsaid : 'changed'
}

const refusal = (half: FieldHalf, older: AnySchema | undefined, newer: AnySchema | undefined) =>
  isOpaque(older) || isOpaque(newer)
    ? `its ${half} ${unsaid}`
    : `its ${half} changed in more than optional fields`

/** Fields that the newer side may send and the older strips; `undefined` where more changed. */
function addedIn(half: FieldHalf, { [half]: older }: ProcedureDetails, { [half]: newer }: ProcedureDetails) {
  if (isSame(older, newer)) return []
  if (isOpaque(older) || isOpaque(newer)) return undefined
  const sent = addedFields(describeSchema(older, 'input'), describeSchema(newer, 'input'), 'input')
  const received = addedFields(describeSchema(older, 'output'), describeSchema(newer, 'output'), 'output')
  return sent === undefined || received === undefined ? undefined : received
}

/**
 * A value of the other side as this side's own schema reads it: fields that only this side has are what they are where nobody sent
 * them, those that it does not know are gone. What it cannot read goes on as it is, to whoever says what is wrong with it; so does
 * what a schema takes its time for, since no hop waits.
 */
function readBy(schema: AnySchema | undefined): Step['up'] {
  return (value) => {
    const result = schema && quickSchema(schema)['~standard'].validate(value)
    if (result === undefined) return value
    if ('value' in result) return result.value
    if ('then' in result) Promise.resolve(result).catch(() => {})
    return value
  }
}

/** Reading is all that there is to convert; the rules say what the older side does not know. */
function stepsFor(halves: readonly HalfChange[], { older, newer }: Both, to: string): ProcedureSteps {
  return Object.fromEntries(
    halves
      .filter(({ added = [] }) => added.length > 0)
      .map(({ half, added = [] }) => [
        half,
        { up: readBy(newer[half]), down: readBy(older[half]), losses: added.map((path): LossRule => ({ path, reason: `it came with ${to}` })) },
      ]),
  )
}
