import fc from 'fast-check'

/** Keys that reach a prototype, or look like a path, where somebody handles them carelessly. */
const trickyKeys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', '', 'a.b', 'x[0]', '0', '\u00e9', 'url', 'name']

/** Keys of records and of free-form JSON. */
export const recordKeys: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'c', 'id', 'key') },
  { weight: 2, arbitrary: fc.constantFrom(...trickyKeys) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
)

const scalars: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, false, '', 0, -0, 1, -1.5, 1e21, 5e-324, Number.MAX_VALUE, Number.MIN_SAFE_INTEGER),
  fc.constantFrom('text', 'e\u0301', '\ud83d\ude00', '\ud800', '\u202eright to left', '\u0000', '__proto__', '2026-01-01T00:00:00.000Z'),
  fc.string({ unit: 'binary', maxLength: 6 }),
)

/** Nothing that handles it may recurse without bounds; servers of this package refuse more than 100 levels. */
const deep: fc.Arbitrary<unknown> = fc
  .nat({ max: 60 })
  .map((levels) => Array.from({ length: levels }).reduce<unknown>((inner, _, level) => (level % 2 === 0 ? { inner } : [inner]), 'deepest'))

/** Any JSON: unicode, keys named `__proto__`, deep records, numbers at the extremes. */
export const jsonValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 6, arbitrary: scalars },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3, size: 'max' }) },
    { weight: 2, arbitrary: fc.dictionary(recordKeys, tie('value'), { maxKeys: 3, size: 'max', noNullPrototype: true }) },
    { weight: 1, arbitrary: fc.nat({ max: 40 }).chain((roll) => (roll === 40 ? deep : scalars)) },
  ),
})).value
