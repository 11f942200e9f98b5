import { expect, it } from 'vitest'
import { registry } from '../registry.js'
import { reachOf } from './reach.js'
import { versionLinks } from './version-links.js'

it('each version has one link, made once', () => {
  const linkFor = versionLinks(reachOf(registry, 'runner', { url: 'http://runner' }))
  expect(linkFor('1.0.0')).toBe(linkFor('1.0.0'))
  expect(linkFor('1.0.0')).not.toBe(linkFor('2.0.0'))
})
