import { expect, it } from 'vitest'
import { setUpSdk } from '../../test/support/opentelemetry.js'
import { lossCounter } from './count.js'

const loss = { procedure: 'books.find', half: 'request', reason: 'x', from: '2.0.0', to: '1.0.0' } as const

it('losses at keys of records make some 200 series and one for the others', async () => {
  const sdk = setUpSdk()
  const counter = lossCounter('client.losses', 'library')!
  for (let key = 0; key < 300; key++) counter({ ...loss, path: `shelves[${key}].books.${key}` })
  const counted = await sdk.counted()
  expect([counted.length, counted.at(-1)]).toMatchObject([201, ['client.losses', 100, { path: '*' }, '{loss}']])
  expect(counted[0]).toStrictEqual(['client.losses', 1, { registry: 'library', procedure: 'books.find', path: 'shelves[].books.0', from: '2.0.0', to: '1.0.0' }, '{loss}'])
})

it('nobody counts losses where no SDK is set up', () => {
  expect(lossCounter('client.losses', 'library')).toBeUndefined()
})
