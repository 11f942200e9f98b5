import { expect, it } from 'vitest'
import { named } from './named.js'

it.each([
  // name of a peer, what details say
  [undefined, {}],
  ['http://runner-7:4000', { peer: 'http://runner-7:4000' }],
])('the peer %s is named as %j', (peer, details) => {
  expect(named(peer)).toStrictEqual(details)
})
