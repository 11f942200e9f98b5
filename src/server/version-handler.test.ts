import { expect, it } from 'vitest'
import { datedRegistry, datedRouter } from '../../test/support/dated.js'
import { createContractHandler } from './index.js'

it.each([
  // path, body, status
  ['/nested', { text: 'a' }, 200],
  ['/nested', { json: { text: 'a' } }, 400],
  ['/nested/echo', { json: { text: 'a' } }, 200],
  ['/nested/echo', { text: 'a' }, 404],
])('a call of %s with the body %j is answered in the form that has the path: %i', async (path, body, status) => {
  const handler = createContractHandler(datedRegistry({}), 'tasks', { router: datedRouter, rpcForm: true })
  const answer = await handler(new Request(`http://tasks.test${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))
  expect(answer.status).toBe(status)
})
