import { isRecord } from '../../engine/record.js'
import { asList, asRecord, token } from '../schema/json.js'
import { all, any, anything, type Formula, fields, items, not, opaque, required } from './formula.js'
import type { Reading } from './reading.js'

type Schema = Readonly<Record<string, unknown>>
type Compile = (schema: unknown, pointer: string, reading: Reading) => Formula

/** What a schema has looked at in a value, where `when` holds. */
interface Seen {
  readonly when: Formula
  readonly named: readonly string[]
  readonly patterns: readonly string[]
  /** Items from the first on. */
  readonly prefix: number
  readonly everyKey: boolean
  readonly everyItem: boolean
}

const unseen: Seen = { when: anything, named: [], patterns: [], prefix: 0, everyKey: false, everyItem: false }

/** More ways than this to look at one value are not followed. */
const MOST_WAYS = 64

export function unevaluatedProperties(schema: Schema, pointer: string, reading: Reading, compile: Compile): Formula {
  const rest = compile(schema['unevaluatedProperties'], `${pointer}/unevaluatedProperties`, reading)
  const { unevaluatedProperties: _own, ...others } = schema
  const ways = waysOf(others, pointer, reading, compile, new Set())
  if (ways === undefined) return opaque('unevaluatedProperties beside what is not followed')
  return any(...ways.map(({ when, named, patterns, everyKey }) => {
    const looked = new Map(named.map((key) => [key, anything]))
    return everyKey ? when : all(when, fields(looked, patterns.map((source) => [source, anything] as const), rest))
  }))
}

export function unevaluatedItems(schema: Schema, pointer: string, reading: Reading, compile: Compile): Formula {
  const rest = compile(schema['unevaluatedItems'], `${pointer}/unevaluatedItems`, reading)
  const { unevaluatedItems: _own, ...others } = schema
  const ways = JSON.stringify(others).includes('"contains":') ? undefined : waysOf(others, pointer, reading, compile, new Set())
  if (ways === undefined) return opaque('unevaluatedItems beside what is not followed')
  return any(...ways.map(({ when, prefix, everyItem }) => (everyItem ? when : all(when, items(Array(prefix).fill(anything), rest)))))
}

type Ways = readonly Seen[] | undefined

function waysOf(schema: unknown, pointer: string, reading: Reading, compile: Compile, visited: ReadonlySet<string>): Ways {
  if (!isRecord(schema)) return [unseen]
  const go = (child: unknown, at: string, more = visited): Ways => waysOf(child, at, reading, compile, more)
  const when = (child: unknown, at: string, ways: Ways) => ways?.map((way) => ({ ...way, when: all(way.when, compile(child, at, reading)) }))
  const at = (keyword: string) => pointer + token(keyword)
  const both = (child: unknown, place: string) => when(child, place, go(child, place))
  const target = schema['$ref'] === undefined ? undefined : reading.document.resolve(String(schema['$ref']))
  if ('$dynamicRef' in schema || '$recursiveRef' in schema) return undefined
  if (schema['$ref'] !== undefined && (target === undefined || visited.has(target.pointer))) return undefined
  const groups: Ways[] = [
    [local(schema)],
    ...(target === undefined ? [] : [go(target.schema, target.pointer, new Set(visited).add(target.pointer))]),
    ...asList(schema['allOf']).map((child, index) => go(child, `${at('allOf')}/${index}`)),
    anySubset(asList(schema['anyOf']).map((child, index) => both(child, `${at('anyOf')}/${index}`))),
    oneOf(asList(schema['oneOf']).map((child, index) => both(child, `${at('oneOf')}/${index}`))),
    conditional(schema, at, both, (child, place) => not(compile(child, place, reading))),
    ...Object.entries(asRecord(schema['dependentSchemas'])).map(([key, child]) => depending(key, both(child, at('dependentSchemas') + token(key)))),
  ]
  return groups.reduce(product)
}

function local(schema: Schema): Seen {
  const prefixItems = asList(schema['prefixItems']).length
  return {
    when: anything,
    named: Object.keys(asRecord(schema['properties'])),
    patterns: Object.keys(asRecord(schema['patternProperties'])),
    prefix: prefixItems,
    everyKey: 'additionalProperties' in schema || 'unevaluatedProperties' in schema,
    everyItem: 'items' in schema || 'unevaluatedItems' in schema,
  }
}

const joined = (one: Seen, other: Seen): Seen => ({
  when: all(one.when, other.when),
  named: [...one.named, ...other.named],
  patterns: [...one.patterns, ...other.patterns],
  prefix: Math.max(one.prefix, other.prefix),
  everyKey: one.everyKey || other.everyKey,
  everyItem: one.everyItem || other.everyItem,
})

function product(one: Ways, other: Ways): Ways {
  if (one === undefined || other === undefined || one.length * other.length > MOST_WAYS) return undefined
  return one.flatMap((way) => other.map((another) => joined(way, another)))
}

/** More members that hold have looked at more: no member has to be known to fail. */
function anySubset(members: readonly Ways[]): Ways {
  return members.reduce<Ways>((sofar, member) => {
    const added = product(sofar, member)
    return sofar === undefined || added === undefined ? undefined : [...sofar, ...added]
  }, [unseen])
}

function oneOf(members: readonly Ways[]): Ways {
  if (members.length === 0) return [unseen]
  return members.includes(undefined) ? undefined : members.flatMap((ways) => ways ?? [])
}

function conditional(
  schema: Schema,
  at: (keyword: string) => string,
  both: (child: unknown, place: string) => Ways,
  fails: (child: unknown, place: string) => Formula,
): Ways {
  if (schema['if'] === undefined) return [unseen]
  const then = product(both(schema['if'], at('if')), both(schema['then'] ?? true, at('then')))
  const otherwise = product([{ ...unseen, when: fails(schema['if'], at('if')) }], both(schema['else'] ?? true, at('else')))
  return then === undefined || otherwise === undefined ? undefined : [...then, ...otherwise]
}

const depending = (key: string, ways: Ways): Ways => ways && [unseen, ...ways.map((way) => ({ ...way, when: all(way.when, required(key)) }))]
