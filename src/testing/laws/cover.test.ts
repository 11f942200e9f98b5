import { describe, expect, it } from 'vitest'
import { compileLossRules, type LossRule } from '../../engine/loss.js'
import { differences } from '../value/differences.js'
import { allows, covers, speaksOf } from './cover.js'

describe('covers', () => {
  it.each([
    // loss, difference, whether the one accounts for the other
    ['a', 'a', true],
    ['', 'a', true],
    ['', '', true],
    ['a', 'a.b', true],
    ['a', 'a[0]', true],
    ['list[1]', 'list[1].b', true],
    ['a', 'ab', false],
    ['list[1]', 'list[10]', false],
    ['a.b', 'a', false],
    ['a', '', false],
    ['a', 'b', false],
  ])('a loss at %j of a difference at %j: %s', (lost, path, isCovered) => {
    expect(covers(lost, path)).toBe(isCovered)
  })
})

const ruleOf = (path: string, when?: LossRule['when']) => compileLossRules([{ path, reason: 'r', ...(when && { when }) }], 'down')[0]!

describe('speaksOf', () => {
  it.each([
    // path of a rule, one value, another, whether it speaks of their difference
    ['a', { a: 1 }, { a: 2 }, true],
    ['a', { a: { b: 1 } }, { a: { b: 2 } }, true],
    ['a.b', { a: 1 }, { a: 2 }, false],
    ['list[].a', { list: [{}, { a: 1 }] }, { list: [{}, { a: 2 }] }, true],
    ['list[]', { list: [] }, { list: [1] }, true],
    ['list[]', { list: { 0: 1 } }, { list: { 0: 2 } }, false],
    ['record.*', { record: { any: 1 } }, { record: {} }, true],
    ['record.*', { record: [1] }, { record: [2] }, false],
    ['b', { a: 1 }, { a: 2 }, false],
  ])('a rule at %s of the difference between %j and %j: %s', (path, one, other, speaks) => {
    expect(speaksOf(ruleOf(path), differences(one, other)[0]!)).toBe(speaks)
  })
})

describe('allows', () => {
  const before = { name: 'a', list: [{ kind: 'x', value: 1 }, { kind: 'y', value: 2 }] }
  const after = { name: 'a', list: [{ kind: 'x', value: 3 }, { kind: 'y' }], added: true }

  it.each<[string, LossRule['when'] | undefined, readonly string[]]>([
    // path of a rule, its condition, the differences that it allows
    ['list[].value', undefined, ['list[0].value', 'list[1].value']],
    ['list[].value', (value) => value === 2, ['list[1].value']],
    ['list[].value', (_value, { parent }) => parent.kind === 'x', ['list[0].value']],
    ['list[].value', (_value, { whole }) => whole.name === 'b', []],
    ['list[]', ({ kind }) => kind === 'y', ['list[1].value']],
    ['added', (value) => value === undefined, ['added']],
    ['added', (value) => value !== undefined, []],
    ['name', undefined, []],
  ])('a normalisation at %s where %s', (path, when, allowed) => {
    const found = differences(before, after).filter((difference) => allows(ruleOf(path, when), before, difference))
    expect(found.map((difference) => difference.path)).toStrictEqual(allowed)
  })
})
