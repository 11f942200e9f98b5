import fc from 'fast-check'
import type { JsonSchema } from '../../engine/schema.js'
import { instantStrings } from './instant.js'
import { keep } from './keep.js'
import { countIn, type Site } from './site.js'

/** Empty, lone surrogates, combining marks, right to left, line separators, words that mean something elsewhere. */
const edges = [
  '', ' ', 'a', '0', 'null', '__proto__', 'constructor', 'toString', 'e\u0301', '\u0301', '\ud83d\ude00', '\ud83d\udc69\u200d\ud83d\udc67',
  '\ud800', '\udc00x', '\u202eright to left', '\u05d0\u05d1', '\u0000', '\u2028', '\ufeff', 'a.b[0]', '%2e%2e/', '\'"`\\${}\n', '<&>',
]
const words = fc.constantFrom('pageTitle', 'eu-west-1', 'run-7', 'x', 'https://example.com', '1.0.0')

/** Rare, since each is serialised and parsed many times. */
const long = fc.tuple(fc.constantFrom('x', '\u00e9', '\ud83d\ude00'), fc.constantFrom(256, 2_048, 65_536)).map(([unit, times]) => unit.repeat(times))

/** Any string. */
export const anyString: fc.Arbitrary<string> = fc.oneof(
  { withCrossShrink: true },
  { weight: 20, arbitrary: fc.constantFrom(...edges) },
  { weight: 20, arbitrary: words },
  { weight: 20, arbitrary: fc.string({ maxLength: 8 }) },
  { weight: 10, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  { weight: 1, arbitrary: long },
)

const formats: Readonly<Record<string, () => fc.Arbitrary<string>>> = {
  uri: () => fc.oneof(fc.webUrl(), fc.constantFrom('https://example.com', 'http://[::1]:8080/%20?q=\u00e9#x', 'mailto:a@example.com', `https://example.com/${'x'.repeat(2_048)}`)),
  email: () => fc.oneof(fc.emailAddress(), fc.constantFrom('a@example.com', "o'neil+tag@sub.example.org")),
  uuid: () => fc.oneof(fc.uuid(), fc.constantFrom('00000000-0000-0000-0000-000000000000', '6ba7b810-9dad-41d1-80b4-00c04fd430c8')),
  ipv4: () => fc.ipV4(),
  ipv6: () => fc.ipV6(),
  base64: () => fc.base64String({ maxLength: 16 }),
  duration: () => fc.constantFrom('PT0S', 'P1D', 'P1Y2M3DT4H5M6S', 'P2W', 'PT36H'),
  hostname: () => fc.oneof(fc.domain(), fc.constantFrom('localhost', 'a', '127.0.0.1')),
  emoji: () => fc.constantFrom('\ud83d\ude00', '\u2764\ufe0f', '\ud83d\udc69\u200d\ud83d\udc67'),
}

/** Strings of a schema: by format, by pattern, by length; often just as long as they may be. */
export function strings(schema: JsonSchema, site: Site): fc.Arbitrary<unknown> {
  const values = instantStrings(schema) ?? formatted(schema, site) ?? matching(schema, site) ?? ofLength(schema)
  return schema['x-coerce'] === true ? fc.oneof({ weight: 4, arbitrary: values }, { weight: 1, arbitrary: fc.constantFrom(0, 1.5, true, null) }) : values
}

function formatted({ format, pattern }: JsonSchema, { path }: Site): fc.Arbitrary<string> | undefined {
  const values = typeof format === 'string' && Object.hasOwn(formats, format) ? formats[format]?.() : undefined
  if (values === undefined || typeof pattern !== 'string') return values
  const expression = expressionOf(pattern)
  return keep(values, (value) => (expression.test(value) ? undefined : `the pattern ${pattern}`), placeOf(path))
}

const placeOf = (path: string) => (path === '' ? 'the root' : path)

/** JSON Schema does not tell flags; a pattern that names Unicode properties needs one. */
const expressionOf = (pattern: string) => new RegExp(pattern, pattern.includes('\\p{') ? 'u' : '')

function matching({ pattern }: JsonSchema, { path }: Site): fc.Arbitrary<string> | undefined {
  if (typeof pattern !== 'string') return undefined
  const expression = expressionOf(pattern)
  // a pattern that most strings match forbids a few: awkward ones are worth more than made-up ones, which know no lookahead
  const matched = edges.filter((edge) => expression.test(edge)).length
  if (matched > edges.length / 2) return keep(anyString, (value) => (expression.test(value) ? undefined : `the pattern ${pattern}`), placeOf(path))
  try {
    return fc.stringMatching(expression, { size: 'xsmall' })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'not supported'
    throw new TypeError(`No value can be generated at ${placeOf(path)} for ${pattern}: ${reason}. Give its values by hand in \`values\`.`, { cause })
  }
}

function ofLength(schema: JsonSchema): fc.Arbitrary<string> {
  const [min, max] = [countIn(schema, 'minLength', 0), countIn(schema, 'maxLength', Infinity)]
  if (min === 0 && max === Infinity) return anyString
  const fits = ({ length }: string) => length >= min && length <= max
  const lengths = [min, min + 1, max - 1, max].filter((length) => length >= min && length <= max && Number.isFinite(length))
  return fc.oneof(
    { weight: 3, arbitrary: fc.string({ minLength: min, maxLength: Math.min(max, min + 8), size: 'max' }) },
    { weight: 1, arbitrary: fc.constantFrom(...lengths.map((length) => 'x'.repeat(length)), ...edges.filter(fits)) },
  )
}
