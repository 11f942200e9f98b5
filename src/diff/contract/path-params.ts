import type { ProcedureDetails } from '../../engine/procedures.js'
import { routeOf } from '../../engine/procedures.js'
import { isRecord } from '../../engine/record.js'
import type { Party } from '../parser/party.js'
import { openDocument } from '../schema/document.js'
import { asList, asRecord } from '../schema/json.js'
import type { ProcedurePair } from './procedure-pair.js'

/** The older name of a parameter to the newer one at the same place of the path. */
export type Renames = ReadonlyMap<string, string>

const namesIn = (details: ProcedureDetails) => [...routeOf(details).path.matchAll(/\{\+?([^}]*)\}/g)].map(([, name]) => name!)

/** Parameters that stand at one place and have two names: only their places go over the wire. */
export function renamesOf({ older, newer }: ProcedurePair): Renames {
  const [before, after] = [namesIn(older), namesIn(newer)]
  if (before.length !== after.length || before.every((name, index) => name === after[index])) return new Map()
  return new Map(before.map((name, index) => [name, after[index]!]))
}

/**
 * The older side as the newer server sees its requests: parameters under their newer names. `undefined` where they cannot be
 * followed: a field of the body has the newer name, or the schema does not name its fields at its root.
 */
export function withRenames(party: Party, renames: Renames, structure: string): Party | undefined {
  const inside = structure === 'detailed' ? ['params'] : []
  const root = renamedAt(party.input.root, inside, renames)
  if (root === undefined || JSON.stringify(root).includes('"$ref":"#"')) return undefined
  const input = openDocument(root)
  const back = new Map([...renames].map(([older, newer]) => [newer, older]))
  const named = `parameters ${[...renames].map(([older, newer]) => `${older} as ${newer}`).join()} of `
  return { input, output: party.output, text: named + party.text, words: named + party.words, zod: party.zod, parse: (wire) => party.parse(valueAt(wire, inside, back)) }
}

const keyed = (names: Renames, key: string) => names.get(key) ?? key

/** An object schema, or one at a field of it, with other names for some of its fields. */
function renamedAt(schema: unknown, [field, ...inside]: readonly string[], renames: Renames): unknown {
  const { properties, required } = asRecord(schema)
  if (!isRecord(schema) || !isRecord(properties)) return undefined
  if (field !== undefined) {
    const child = renamedAt(properties[field], inside, renames)
    return child === undefined ? undefined : { ...schema, properties: { ...properties, [field]: child } }
  }
  const keys = Object.keys(properties).map((key) => keyed(renames, key))
  const isKnown = [...renames.keys()].every((name) => Object.hasOwn(properties, name))
  if (!isKnown || new Set(keys).size < keys.length) return undefined
  const fields = Object.fromEntries(Object.entries(properties).map(([key, child]) => [keyed(renames, key), child]))
  return { ...schema, properties: fields, ...(required !== undefined && { required: asList(required).map((key) => keyed(renames, String(key))) }) }
}

function valueAt(value: unknown, [field, ...inside]: readonly string[], names: Renames): unknown {
  if (!isRecord(value)) return value
  if (field !== undefined) return Object.hasOwn(value, field) ? { ...value, [field]: valueAt(value[field], inside, names) } : value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [keyed(names, key), child]))
}
