import { oc } from '@orpc/contract'
import { expect, it } from 'vitest'
import type { ContractVersion } from '../engine/version.js'
import { deprecationHeaders } from './deprecation.js'

const latest: ContractVersion = { version: '2.0.0', contracts: { task: oc.prefix('/v2').router({ ping: oc.route({ path: '/ping' }) }) } }
const old = (dates: Pick<ContractVersion, 'deprecated' | 'sunset'>): ContractVersion => ({ version: '1.0.0', contracts: {}, ...dates })
const link = '</api/v2/openapi.json>; rel="successor-version"; type="application/json"'

it.each([
  // dates of the version, headers of its answers
  [{}, {}],
  [{ deprecated: '2026-07-01' }, { deprecation: '@1782864000', link }],
  [{ sunset: '2027-01-31' }, { sunset: 'Sun, 31 Jan 2027 23:59:59 GMT', link }],
  [{ sunset: '2027-01-31T00:00:00Z' }, { sunset: 'Sun, 31 Jan 2027 00:00:00 GMT', link }],
  [{ sunset: '2027-01-31T01:30:00+02:00' }, { sunset: 'Sat, 30 Jan 2027 23:30:00 GMT', link }],
  [{ sunset: '9999-12-31' }, { sunset: 'Fri, 31 Dec 9999 23:59:59 GMT', link }],
  [
    { deprecated: '2026-07-01', sunset: '2027-01-31' },
    { deprecation: '@1782864000', sunset: 'Sun, 31 Jan 2027 23:59:59 GMT', link },
  ],
])('a version with %j is answered with %j', (dates, headers) => {
  expect(deprecationHeaders(old(dates), latest, '/api')).toStrictEqual(headers)
})

it('the newest that is served has no successor', () => {
  const newest = old({ deprecated: '2026-07-01' })
  expect(deprecationHeaders(newest, newest, '')).toStrictEqual({ deprecation: '@1782864000' })
})
