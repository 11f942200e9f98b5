import type { AnySchema } from '@orpc/contract'
import { describeSchema } from '../../engine/schema.js'
import { wireText } from '../../engine/wire-text.js'
import { compile } from '../formula/compile.js'
import { holds } from '../formula/holds.js'
import { withinTime } from '../formula/within-time.js'
import { type Document, openDocument } from '../schema/document.js'
import { canonical } from '../schema/json.js'
import { compileJsonSchema } from './ajv.js'
import { revive } from './revive.js'
import { toWire } from './wire.js'

/** What a parser makes of a value from the wire. */
export type Parsed =
  | { readonly kind: 'accepted'; /** As it would go on over the wire. */ readonly value: unknown }
  | { readonly kind: 'refused'; readonly reason: string; /** Where in the value, if the parser says. */ readonly path?: readonly string[] }
  | { readonly kind: 'undecided'; readonly reason: string }

/** One side of a comparison: what its schema says and what its parser does. */
export interface Party {
  readonly input: Document
  readonly output: Document
  /** Equal where the wire is, whatever the words for people. */
  readonly text: string
  /** The same with the words for people. */
  readonly words: string
  readonly zod: boolean
  readonly parse: (wire: unknown) => Parsed
}

/** A side whose parser is a schema of zod or another library that describes itself; without one it takes anything. */
export function partyOf(schema: AnySchema | undefined): Party {
  if (schema === undefined) return jsonParty(true)
  const described = { input: describeSchema(schema, 'input'), output: describeSchema(schema, 'output') }
  const documents: { input?: Document; output?: Document } = {}
  let parse: Party['parse'] | undefined
  return {
    get input() {
      return (documents.input ??= openDocument(described.input))
    },
    get output() {
      return (documents.output ??= openDocument(described.output))
    },
    text: wireText(described),
    words: JSON.stringify(described, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    zod: true,
    get parse() {
      return (parse ??= parserOf(schema, this.text))
    },
  }
}

/** Two repetitions within one group, as far as text shows. */
const repetitive = /[*+}][^|)]*\)[*+{]|\([^)]*\|[^)]*\)[*+{]/

/** Where a pattern may try every way to match, the parser gets a limit. */
function parserOf(schema: AnySchema, text: string): Party['parse'] {
  const parse = (wire: unknown) => parseWith(schema, wire, 8)
  const limited = (wire: unknown): Parsed => withinTime(() => parse(wire)) ?? { kind: 'undecided', reason: 'the parser takes too long' }
  const isSlow = repetitive.test(text)
  return (wire) => guarded(() => (isSlow ? limited(wire) : parse(wire)))
}

function guarded(parse: () => Parsed): Parsed {
  try {
    return parse()
  } catch (error) {
    return { kind: 'undecided', reason: error instanceof Error ? error.message : String(error) }
  }
}

function parseWith(schema: AnySchema, value: unknown, tries: number): Parsed {
  const result = schema['~standard'].validate(value)
  if (result instanceof Promise) {
    result.catch(() => undefined)
    return { kind: 'undecided', reason: 'the parser is asynchronous' }
  }
  if (result.issues === undefined) return { kind: 'accepted', value: toWire(result.value) }
  const revived = tries > 0 ? revive(value, result.issues) : undefined
  if (revived !== undefined) return parseWith(schema, revived, tries - 1)
  const path = result.issues[0]?.path?.map((part) => String(typeof part === 'object' ? part.key : part))
  return { kind: 'refused', reason: result.issues.map(({ message }) => message).slice(0, 3).join('; '), ...(path && { path }) }
}

/** A side that has a JSON Schema alone: ajv is its parser, formats are remarks, unknown fields stay. */
export function jsonParty(schema: unknown): Party {
  const document = openDocument(schema)
  let validate: ((value: unknown) => Parsed) | undefined
  const parse = (wire: unknown) => (validate ??= validator(document))(wire)
  return { input: document, output: document, text: canonical(document.root), words: canonical(document.root), zod: false, parse }
}

function validator(document: Document): (value: unknown) => Parsed {
  const compiled = document.isDynamic ? undefined : compileJsonSchema(document.root)
  const reading = { document, role: 'takes', by: 'accepted', zod: false, mode: 'input', relaxed: new Set<string>() } as const
  const own = (value: unknown): Parsed => {
    const truth = holds(compile(document.root, '', reading), value)
    if (truth === undefined) return { kind: 'undecided', reason: 'the schema cannot be followed' }
    return truth ? { kind: 'accepted', value } : { kind: 'refused', reason: 'the schema refuses it' }
  }
  return (value) => {
    const verdict = compiled?.(value)
    // where ajv would follow a schema into itself for ever
    if (verdict === undefined) return own(value)
    return verdict === '' ? { kind: 'accepted', value } : { kind: 'refused', reason: verdict }
  }
}
