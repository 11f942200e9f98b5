import { type AnySchema, oc } from '@orpc/contract'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { checkLossPaths } from './check-loss-paths.js'
import { proceduresOf } from './procedures.js'

const older = proceduresOf(oc.input(z.object({ old: z.string(), list: z.array(z.object({ a: z.string() })) }))).get('')!
const newer = proceduresOf(oc.input(z.object({ new: z.string() }))).get('')!
const step = { up: (value: unknown) => value, down: (value: unknown) => value }

it.each([
  // what is declared, paths that are refused
  [{ losses: [{ path: 'new', reason: 'r' }] }, []],
  [{ losses: [{ path: 'old', reason: 'r' }] }, ['old']],
  [{ losses: [{ path: 'old', reason: 'r', direction: 'up' as const }, { path: 'list[].a', reason: 'r', direction: 'up' as const }] }, []],
  [{ losses: [{ path: 'list[].b', reason: 'r', direction: 'up' as const }] }, ['list[].b']],
  [{ normalises: [{ path: 'old', reason: 'r' }, { path: 'list[]', reason: 'r' }] }, []],
  [{ normalises: [{ path: 'new', reason: 'r' }] }, ['new']],
])('of %j refuses the paths %j, which the side that they speak of does not have', (declared, refused) => {
  const problems = checkLossPaths('hop', older, newer, { request: { ...step, ...declared } })
  const fix = 'Correct the path of the loss: `a.b`, `list[].c`, `record.*`.'
  expect(problems).toStrictEqual(refused.map((path) => ({ rule: 'loss-path-unknown', where: 'hop', problem: `its request has no ${path}`, fix })))
})

/** A schema of another vendor, that says of itself what it likes. */
const schemaOf = (jsonSchema: object) => ({ '~standard': { version: 1, vendor: 'test', validate: (value: unknown) => ({ value }), jsonSchema: { input: () => jsonSchema, output: () => jsonSchema } } }) as AnySchema

it.each<[object, string, boolean]>([
  // JSON Schema, path, whether it has it
  [{ type: 'object', properties: { a: false } }, 'a.b', false],
  [{ type: 'object', properties: { a: true } }, 'a.b', true],
  [{ type: 'object', properties: { a: { allOf: [{ type: 'object', properties: { b: {} } }] } } }, 'a.b', true],
  [{ type: 'object', properties: { a: { allOf: [{ type: 'object', properties: { b: {} } }] } } }, 'a.c', false],
  [{ allOf: [] }, 'a', false],
  [{ anyOf: {} }, 'a', false],
  [{ type: 'object', properties: { a: { type: 'object', properties: { b: { type: 'string' } } } } }, '*.b', true],
  [{ type: 'object', properties: { a: { type: 'object', properties: { b: { type: 'string' } } } } }, '*.c', false],
  [{ type: 'object', properties: {} }, '*', false],
  [{ type: 'object', additionalProperties: { type: 'object', properties: { b: {} } } }, '*.b', true],
  [{ type: 'object', additionalProperties: false }, '*', false],
  [{ type: 'object', properties: { '*': { type: 'object', properties: { b: {} } } } }, '*.b', true],
  [{ $ref: '#/$defs/a~1b~0c', $defs: { 'a/b~c': { type: 'object', properties: { x: {} } } } }, 'x', true],
  [{ $ref: '#/$defs/a~1b~0c', $defs: { 'a/b~c': { type: 'object', properties: { x: {} } } } }, 'y', false],
  [{ $ref: '#/$defs/#/a', $defs: { '#': { a: { type: 'object', properties: { x: {} } } } } }, 'x', true],
  [{ $ref: '#/$defs/none', $defs: {} }, 'x', false],
  [{ type: 'object', properties: { x: {}, self: { $ref: '#' } } }, 'self.self.x', true],
  [{ type: 'object', properties: { x: {}, self: { $ref: '#' } } }, 'self.self.y', false],
])('%j has %s: %s', (schema, path, has) => {
  const described = proceduresOf(oc.input(schemaOf(schema))).get('')!
  expect(checkLossPaths('hop', older, described, { request: { ...step, losses: [{ path, reason: 'r' }] } })).toHaveLength(has ? 0 : 1)
})

it('says nothing of a half that has no schema', () => {
  const bare = proceduresOf(oc).get('')!
  expect(checkLossPaths('hop', older, bare, { request: { ...step, losses: [{ path: 'a', reason: 'r' }] } })).toStrictEqual([])
})
