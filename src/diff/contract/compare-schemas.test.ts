import { describe, expect, it } from 'vitest'
import { compareSchemas } from './compare-schemas.js'

const name = (more: object) => ({ type: 'object', properties: { name: { type: 'string', ...more } }, required: ['name'] })

describe('a finding between two JSON Schemas', () => {
  it('says what, where, for whom, and shows it', () => {
    const { findings } = compareSchemas(name({ minLength: 1 }), name({ minLength: 5 }), 'request')
    expect(findings).toStrictEqual([{
      procedure: '',
      contract: '',
      direction: 'request',
      rule: 'min-length-increased',
      verdict: 'breaking',
      oldPointer: '/properties/name/minLength',
      newPointer: '/properties/name/minLength',
      sentence: 'minLength of `name` went from 1 to 5: receivers on new refuse this request',
      witness: { name: 'a' },
      detail: 'data/name must NOT have fewer than 5 characters',
      fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
    }])
  })

  it('keeps its fingerprint while the finding stays, whatever else changes', () => {
    const one = compareSchemas(name({ minLength: 1 }), name({ minLength: 5 }), 'request').findings[0]
    const other = compareSchemas(name({ minLength: 2, maxLength: 80 }), name({ minLength: 3, maxLength: 90 }), 'request').findings.find(({ rule }) => rule === 'min-length-increased')
    const elsewhere = compareSchemas({ items: name({ minLength: 1 }) }, { items: name({ minLength: 5 }) }, 'request').findings[0]
    expect(other?.fingerprint).toBe(one?.fingerprint)
    expect(elsewhere?.fingerprint).not.toBe(one?.fingerprint)
  })

  it('keeps its fingerprint where the members of a union change places', () => {
    const member = (kind: string, more: object = {}) => ({ type: 'object', properties: { kind: { const: kind }, size: { type: 'integer', ...more } }, required: ['kind'] })
    const [one] = compareSchemas({ oneOf: [member('a'), member('b')] }, { oneOf: [member('a'), member('b', { maximum: 3 })] }, 'request').findings
    const [other] = compareSchemas({ oneOf: [member('b'), member('a'), member('c')] }, { oneOf: [member('c'), member('b', { maximum: 3 }), member('a')] }, 'request').findings
    expect([one?.newPointer, other?.newPointer]).toStrictEqual(['/oneOf/1/properties/size/maximum', '/oneOf/1/properties/size/maximum'])
    expect([one?.oldPointer, other?.oldPointer]).toStrictEqual(['/oneOf/1/properties/size/maximum', '/oneOf/0/properties/size/maximum'])
    expect(other?.fingerprint).toBe(one?.fingerprint)
  })

  it.each([
    // what, older, newer, direction, rule, verdict, pointers
    ['a bound that grows', { maximum: 5 }, { maximum: 9 }, 'response', 'maximum-increased', 'breaking', '/maximum'],
    ['a member that is added', { enum: ['a'] }, { enum: ['a', 'b'] }, 'response', 'enum-member-added', 'breaking', '/enum'],
    ['a member that is removed', { enum: ['a', 'b'] }, { enum: ['a'] }, 'request', 'enum-member-removed', 'breaking', '/enum'],
    ['a format, which is a remark', { format: 'email' }, { format: 'uri' }, 'request', 'format-changed', 'compatible', '/format'],
    ['a name with a slash', { properties: { 'a/b': true } }, { properties: { 'a/b': { type: 'null' } } }, 'request', 'schema-changed', 'breaking', '/properties/a~1b'],
    ['words for people', { title: 'a' }, { title: 'b' }, 'request', 'words-changed', 'compatible', ''],
    ['what is behind a reference', { $ref: '#/$defs/x', $defs: { x: { minimum: 1 } } }, { $ref: '#/$defs/x', $defs: { x: { minimum: 2 } } }, 'request', 'minimum-increased', 'breaking', '/$defs/x/minimum'],
    ['an alternative that is added', { anyOf: [{ type: 'string' }, { type: 'null' }] }, { anyOf: [{ type: 'string' }, { type: 'null' }, { type: 'number' }] }, 'response', 'union-member-added', 'breaking', '/anyOf'],
    ['a pattern that cannot be followed', { type: 'string', pattern: '^(a+)\\1$' }, { type: 'string', pattern: '^(aa)+$' }, 'request', 'pattern-changed', 'unproven', '/pattern'],
  ] as const)('%s: %j to %j', (_, older, newer, direction, rule, verdict, pointer) => {
    const { findings } = compareSchemas(older, newer, direction)
    expect(findings.map((found) => [found.rule, found.verdict, found.oldPointer])).toStrictEqual([[rule, verdict, pointer]])
  })

  it('several breaks in one schema are found one by one, each with a witness of its own', () => {
    const older = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' }, c: { enum: [1, 2] } } }
    const newer = { type: 'object', properties: { a: { type: 'string', maxLength: 3 }, b: { type: 'integer', minimum: 0 }, c: { enum: [1] } }, required: ['a'] }
    const shown = compareSchemas(older, newer, 'request').findings.filter(({ verdict }) => verdict === 'breaking')
    expect(Object.fromEntries(shown.map(({ rule, witness }) => [rule, witness]))).toStrictEqual({
      'max-length-added': { a: 'aaaa' },
      'minimum-added': { a: '', b: -1 },
      'enum-member-removed': { a: '', c: 2 },
      'property-required': {},
    })
  })

  it.each([
    // breaks in one object, breaking, unproven
    [70, 70, 0],
    [110, 100, 10],
  ])('of %i breaks in one object %i are shown, and %i are not called compatible', (count, breaking, unproven) => {
    const shape = (minLength: number) => ({ properties: Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, { type: 'string', minLength }])) })
    const verdicts = compareSchemas(shape(0), shape(1), 'request').findings.map(({ verdict }) => verdict)
    expect(verdicts.filter((verdict) => verdict === 'breaking')).toHaveLength(breaking)
    expect(verdicts.filter((verdict) => verdict === 'unproven')).toHaveLength(unproven)
  }, 60_000)

  it.each([
    // what, older, newer, verdict of a request
    ['1e400 is no null', '{"const":1e400}', '{"const":null}', 'unproven'],
    ['an unknown keyword that JavaScript knows', '{"constructor":1}', '{"toString":2,"type":"null"}', 'breaking'],
    ['a format that JavaScript knows', '{"type":"string","format":"constructor"}', '{"format":"toString"}', 'compatible'],
    ['a required field that every object inherits', '{"type":"object"}', '{"required":["constructor"]}', 'breaking'],
    ['a reference that is no pointer', '{"$ref":"#/%zz"}', '{"type":"null"}', 'unproven'],
    ['a pattern that takes for ever', '{"type":"string","minLength":40}', '{"type":"string","minLength":40,"pattern":"^(a+)+$"}', 'breaking'],
  ])('%s', (_, older, newer, verdict) => {
    expect(compareSchemas(JSON.parse(older), JSON.parse(newer), 'request').findings.map((found) => found.verdict)).toContain(verdict)
  })

  it('an unproven finding says what was tried', () => {
    const [found] = compareSchemas({ pattern: '^(a+)\\1$' }, { pattern: '^(b+)\\1$|^(aa)+$' }, 'request').findings
    expect(found?.detail).toContain('pattern')
    expect(found).not.toHaveProperty('witness')
  })
})
