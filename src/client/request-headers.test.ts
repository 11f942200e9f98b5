import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { serve } from '../../test/support/serve.js'
import type { ClientHeaders } from './call-context.js'
import type { Fetch } from './limited-get.js'
import { mergeHeaders, requestHeaders } from './request-headers.js'
import { createRunnerClient } from './runner-client.js'

describe('merged headers', () => {
  it('are those that came last, however their names are spelled', () => {
    expect(mergeHeaders({ 'X-A': '1', 'x-b': '1' }, { 'x-a': '2' }, new Headers({ 'X-B': '3' }))).toEqual({ 'x-a': '2', 'x-b': '3' })
  })

  it('keep a header of several values, and cannot reach a prototype', () => {
    const merged = mergeHeaders({ 'x-a': ['1', '2'] }, JSON.parse('{"__proto__":"3"}') as Record<string, string>)
    expect(Object.entries(merged)).toEqual([['x-a', ['1', '2']], ['__proto__', '3']])
  })
})

it('only what is sent must be fit for it', () => {
  expect(mergeHeaders({ 'x-a': 'a\nb', 'content-length': '5 €' }, { 'X-A': 'c' })).toEqual({ 'x-a': 'c' })
})

it.each<[string, string, string]>([
  // what, name, value
  ['a line break', 'x-token', 'secret\nx'],
  ['a sign that is no byte', 'x-token', 'secret €'],
  ['a name that is none', 'x token', 'secret'],
])('%s cannot be sent, and an error that says so does not quote the value', async (_what, name, content) => {
  const { url } = await serve(() => expect.fail('something was sent'))
  const fetch: Fetch = (request, init) => globalThis.fetch(request, init)
  for (const more of [{}, { version: '2.0.0' }, { version: '2.0.0', fetch }]) {
    const error: unknown = await createRunnerClient({ url, headers: { 'x-region': 'eu', [name]: content }, ...more }).info().catch((failed: unknown) => failed)
    expect(error).toMatchObject({ name: 'TypeError', message: `Nothing was sent: HTTP cannot carry the header "${name}" as it is` })
    expect(inspect(error)).not.toContain('secret')
  }
})

it.each<[string, ClientHeaders]>([
  ['a value', { 'x-a': '1' }],
  ['Headers', new Headers({ 'x-a': '1' })],
  ['a function', () => ({ 'x-a': '1' })],
  ['an async function', async () => new Headers({ 'x-a': '1' })],
])('headers of a client may be %s, and those of the call win', async (_what, headers) => {
  const of = (context: object) => requestHeaders(headers, { context }, ['execute'], undefined)
  expect(await of({})).toEqual({ 'x-a': '1' })
  expect(await of({ headers: { 'X-A': '2', 'x-b': '3' } })).toEqual({ 'x-a': '2', 'x-b': '3' })
})
