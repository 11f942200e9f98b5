import { ORPCError } from '@orpc/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guardBody, MAX_DEPTH } from './body-guard.js'
import type { ReceivedRequest, StandardRequest } from './standard.js'

const request = (body: unknown, type: string | undefined = 'application/json'): ReceivedRequest => ({
  method: 'POST',
  url: new URL('http://runner.test/execute'),
  headers: type === undefined ? {} : { 'content-type': type },
  signal: undefined,
  body: async () => body,
})

const refusal = async (guarded: StandardRequest) => {
  const error: unknown = await guarded.body().then(() => undefined, (thrown: unknown) => thrown)
  return error instanceof ORPCError ? `${error.status} ${error.message}` : error
}

const nested = (levels: number): unknown => Array.from({ length: levels - 1 }).reduce((inner) => ({ inner }), {})

describe('guardBody', () => {
  it.each([
    // what arrives, the refusal
    ['a key named __proto__', JSON.parse('{"a":[{"__proto__":{}}]}'), '400 The body has a key named __proto__, which is not accepted.'],
    ['a key named constructor', { a: { constructor: 1 } }, '400 The body has a key named constructor, which is not accepted.'],
    ['one level too many', nested(MAX_DEPTH + 1), `400 The body is nested deeper than ${MAX_DEPTH} levels.`],
    ['the deepest that is accepted', nested(MAX_DEPTH), undefined],
    ['100,000 levels', nested(100_000), `400 The body is nested deeper than ${MAX_DEPTH} levels.`],
    ['nothing', undefined, undefined],
  ])('meets %s', async (_what, body, expected) => {
    expect(await refusal(guardBody(request(body)))).toBe(expected)
  })

  it.each([
    // content type, the refusal
    ['application/json', undefined],
    ['application/json; charset=utf-8', undefined],
    [undefined, undefined],
    ['application/json ;charset=utf-8', undefined],
    ['application/jsonp', '415 The body must be application/json, not application/jsonp.'],
    ['application/json-patch+json', '415 The body must be application/json, not application/json-patch+json.'],
    ['text/plain', '415 The body must be application/json, not text/plain.'],
    ['multipart/form-data; boundary=x', '415 The body must be application/json, not multipart/form-data; boundary=x.'],
    ['application/x-www-form-urlencoded', '415 The body must be application/json, not application/x-www-form-urlencoded.'],
  ])('takes a body of type %j or refuses it: %j', async (type, expected) => {
    const unset = { ...request({}), headers: {} }
    expect(await refusal(guardBody(type === undefined ? unset : request({}, type)))).toBe(expected)
  })

  it('hands on every other JSON as it is, the same at every read', async () => {
    const json = fc.jsonValue({ maxDepth: 5 }).filter((value) => !/"(__proto__|constructor)":/.test(JSON.stringify(value)))
    await fc.assert(
      fc.asyncProperty(json, async (value) => {
        const guarded = guardBody(request(value))
        expect(await guarded.body()).toBe(value)
        expect(await guarded.body()).toBe(value)
      }),
    )
  })
})
