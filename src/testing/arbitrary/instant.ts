import fc from 'fast-check'
import type { JsonSchema } from '../../engine/schema.js'

const FIRST = Date.parse('0000-01-01T00:00:00.000Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')
const EXTREME = 8.64e15

const days = ['0000-02-29', '1969-12-31', '1970-01-01', '2000-02-29', '2026-01-01', '2038-01-19', '9999-12-31']
const edges = [FIRST, LAST, -1, 0, 1, ...days.map((day) => Date.parse(day))]

/** Milliseconds since 1970 in years that ISO 8601 writes with four digits. */
const instants = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...edges) },
  { weight: 1, arbitrary: fc.integer({ min: FIRST, max: LAST }) },
)

/** As far as a JavaScript date goes. */
const extremes = fc.constantFrom(-EXTREME, EXTREME, FIRST - 1, LAST + 1)

/** How an instant may be written; a pattern takes some of them. */
const dateTimes = [
  (iso: string) => iso,
  (iso: string) => iso.replace(/\.\d+/, ''),
  (iso: string) => iso.replace(/\.(\d+)/, '.$1456'),
  (iso: string) => iso.replace('Z', '+05:30'),
  (iso: string) => iso.replace('Z', ''),
  (iso: string) => iso.replace(/:\d\d\.\d+/, ''),
]
const dates = [(iso: string) => iso.slice(0, 10)]
const times = [(iso: string) => iso.slice(11, 19), (iso: string) => iso.slice(11, 23), (iso: string) => iso.slice(11)]
const spellings = new Map(Object.entries({ 'date-time': dateTimes, date: dates, time: times }))

/** Strings of the formats `date-time`, `date` and `time` as the pattern beside them takes them; `undefined` for any other. */
export function instantStrings({ format, pattern }: JsonSchema): fc.Arbitrary<unknown> | undefined {
  const all = spellings.get(String(format))
  if (all === undefined) return undefined
  const isTaken = typeof pattern === 'string' ? new RegExp(pattern) : undefined
  const taken = isTaken === undefined ? all.slice(0, 1) : all.filter((spell) => isTaken.test(spell('2026-01-01T00:00:00.000Z')))
  if (taken.length === 0) return undefined
  return fc.tuple(instants, fc.constantFrom(...taken)).map(([instant, spell]) => spell(new Date(instant).toISOString()))
}

/** What parses to a date: where it is coerced ISO strings, years of six digits, milliseconds, `null` and booleans; dates where not. */
export function dateValues(schema: JsonSchema): fc.Arbitrary<unknown> {
  const any = fc.oneof({ weight: 6, arbitrary: instants }, { weight: 1, arbitrary: extremes })
  if (schema['x-coerce'] !== true) return any.map((instant) => new Date(instant))
  return fc.oneof(
    { weight: 8, arbitrary: any.map((instant) => new Date(instant).toISOString()) },
    { weight: 1, arbitrary: any },
    { weight: 1, arbitrary: fc.constantFrom(null, true, false, '2026-01-01', '2026-01-01T00:00:00+02:00') },
  )
}
