import { lazy } from '@orpc/server'
import { expect, it } from 'vitest'
import { datedRegistry, datedRouter } from '../../test/support/dated.js'
import { createContractHandler } from './index.js'

it.each(['/nested', '/v2/nested'])('a lazy part that could not be loaded at a call of %s is loaded for the next', async (path) => {
  let loads = 0
  const load = async () => {
    loads += 1
    if (loads === 1) throw new Error('disk busy')
    return { default: datedRouter.nested }
  }
  const handler = createContractHandler(datedRegistry({}), 'tasks', { router: { ...datedRouter, nested: lazy(load) } })
  const call = () => handler(new Request(`http://tasks.test${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"a"}' }))
  expect([(await call()).status, (await call()).status]).toStrictEqual([500, 200])
})
