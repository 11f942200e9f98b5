import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileLossRules, findLosses, type LossRule, segmentsOf } from './loss.js'

const pathsOf = (rule: Partial<LossRule>, value: unknown) =>
  findLosses(compileLossRules([{ path: '', reason: 'r', ...rule }], rule.direction ?? 'down'), value).map(({ path }) => path)

describe('a path', () => {
  it.each([
    // as written, in segments
    ['', []],
    ['a', ['a']],
    ['a.b', ['a', 'b']],
    ['list[].c', ['list', '[]', 'c']],
    ['matrix[][]', ['matrix', '[]', '[]']],
    ['[].a', ['[]', 'a']],
    ['record.*', ['record', '*']],
    ['record.*.list[]', ['record', '*', 'list', '[]']],
  ])('%j has the segments %j', (path, segments) => {
    expect(segmentsOf(path)).toEqual(segments)
  })

  it.each([
    // path of the rule, value, where it is lost
    ['a', { a: 1, b: 2 }, ['a']],
    ['a', { a: undefined }, []],
    ['a', {}, []],
    ['a', { a: null }, ['a']],
    ['a', { a: false }, ['a']],
    ['a', { a: '' }, ['a']],
    ['a.b', { a: { b: 1 } }, ['a.b']],
    ['a.b', { a: undefined }, []],
    ['a.b', { a: 'text' }, []],
    ['a.length', { a: [1, 2] }, []],
    ['a.*', { a: [1, 2] }, []],
    ['list[].c', { list: [{ c: 1 }, {}, { c: 3 }] }, ['list[0].c', 'list[2].c']],
    ['list[].c', { list: { c: 1 } }, []],
    ['list[]', { list: [1, undefined, 3] }, ['list[0]', 'list[2]']],
    ['matrix[][]', { matrix: [[1], [], [2, 3]] }, ['matrix[0][0]', 'matrix[2][0]', 'matrix[2][1]']],
    ['[].a', [{ a: 1 }, { a: 2 }], ['[0].a', '[1].a']],
    ['record.*', { record: { x: 1, y: undefined, z: 3 } }, ['record.x', 'record.z']],
    ['record.*.b', { record: { x: { b: 1 }, y: {} } }, ['record.x.b']],
    ['*', { a: 1 }, ['a']],
    ['toString', {}, []],
    ['__proto__.a', { a: 1 }, []],
    ['', 'whole', ['']],
    ['', undefined, []],
    ['a', undefined, []],
    ['a', null, []],
    ['a', 'text', []],
  ])('%j is lost of %j at %j', (path, value, lost) => {
    expect(pathsOf({ path }, value)).toEqual(lost)
  })

  it('skips the holes of a sparse array', () => {
    const list = [{ c: 1 }]
    list[2] = { c: 3 }
    expect(pathsOf({ path: 'list[].c' }, { list })).toEqual(['list[0].c', 'list[2].c'])
  })
})

describe('a rule', () => {
  it('with `when` decides by the value, its parent and the whole', () => {
    const seen: unknown[] = []
    const when: NonNullable<LossRule['when']> = (value, { parent, whole }) => {
      seen.push([value, parent, whole])
      return value > 1
    }
    const whole = { list: [{ c: 1 }, { c: 2 }] }
    expect(pathsOf({ path: 'list[].c', when }, whole)).toEqual(['list[1].c'])
    expect(seen).toEqual([[1, { c: 1 }, whole], [2, { c: 2 }, whole]])
  })

  it('with `when` decides of a value that is there and undefined too, and not of one that is absent', () => {
    const when = () => true
    expect(pathsOf({ path: 'a', when }, { a: undefined })).toEqual(['a'])
    expect(pathsOf({ path: 'a', when }, {})).toEqual([])
  })

  it.each([
    // direction of the rule, direction of the value, whether it holds
    [undefined, 'down', true],
    [undefined, 'up', false],
    ['down', 'up', false],
    ['up', 'up', true],
    ['up', 'down', false],
  ] as const)('for %s, of a value that goes %s, holds: %s', (direction, going, holds) => {
    const rules = compileLossRules([{ path: 'a', reason: 'r', ...(direction && { direction }) }], going)
    expect(findLosses(rules, { a: 1 })).toEqual(holds ? [{ path: 'a', reason: 'r' }] : [])
  })

  it('hands its reason and its policy on', () => {
    const rules = compileLossRules([{ path: 'a', reason: 'why', policy: 'reject' }], 'down')
    expect(findLosses(rules, { a: 1 })).toEqual([{ path: 'a', reason: 'why', policy: 'reject' }])
  })
})

describe('for any value and any rules', () => {
  const key = fc.constantFrom('a', 'b', 'c')
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, fc.constantFrom(1, null, undefined, 'x'), tie('list'), tie('record')),
    list: fc.array(tie('value'), { maxLength: 3 }),
    record: fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  }))
  const segment = fc.oneof(key, fc.constantFrom('[]', '*'))
  const path = fc.array(segment, { maxLength: 4 }).map((parts) => parts.join('.').replaceAll('.[]', '[]'))
  const rules = fc.array(fc.record({ path, reason: fc.constantFrom('r', 's') }), { maxLength: 4 })

  interface Node { readonly path: string; readonly pattern: string; readonly value: unknown }

  /** Every place in a value, as it is written and with every index as `[]`. */
  function nodesOf(value: unknown, path = '', pattern = ''): readonly Node[] {
    const below = (key: string, item: unknown) => nodesOf(item, path === '' ? key : `${path}.${key}`, pattern === '' ? key : `${pattern}.${key}`)
    const inside = Array.isArray(value)
      ? value.flatMap((item: unknown, index) => nodesOf(item, `${path}[${index}]`, `${pattern}[]`))
      : Object.entries(value ?? {}).flatMap(([key, item]) => (typeof value === 'object' ? below(key, item) : []))
    return [{ path, pattern, value }, ...inside]
  }

  /** Looks at every place there is for every rule. */
  function naive(rules: readonly LossRule[], value: unknown) {
    return rules.flatMap(({ path, reason }) => {
      const source = path.replaceAll('[]', '\\[\\]').replaceAll('.', '\\.').replaceAll('*', '[abc]')
      const found = nodesOf(value).filter((node) => node.value !== undefined && new RegExp(`^${source}$`).test(node.pattern))
      return found.map((node) => ({ path: node.path, reason }))
    })
  }

  it('the losses are those that a look at every place finds', () => {
    let lost = 0
    fc.assert(
      fc.property(rules, value, (rules, value) => {
        const found = findLosses(compileLossRules(rules, 'down'), value)
        lost += found.length
        expect(found).toEqual(naive(rules, value))
      }),
      { numRuns: 1000 },
    )
    expect(lost).toBeGreaterThan(100)
  })
})

it.each([['a[].b', { a: 'text' }], ['a[]', { a: {} }], ['a.b', { a: [1] }], ['a.*', { a: 1 }]])('a condition is not asked about a place at %s of %j, where there is none', (path, value) => {
  expect(pathsOf({ path, when: () => true }, value)).toEqual([])
})

it('a loss says what its hop wants done about it only where the hop does', () => {
  const rules = (policy?: 'reject') => compileLossRules([{ path: 'a', reason: 'r', ...(policy && { policy }) }], 'down')
  expect(findLosses(rules(), { a: 1 })).toStrictEqual([{ path: 'a', reason: 'r' }])
  expect(findLosses(rules('reject'), { a: 1 })).toStrictEqual([{ path: 'a', reason: 'r', policy: 'reject' }])
})
