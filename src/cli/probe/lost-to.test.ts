import { describe, expect, it } from 'vitest'
import { registry as library } from '../../../test/support/library/registry.js'
import { registry } from '../../registry.js'
import { overviewOf } from '../list/overview.js'
import { lostTo } from './lost-to.js'

const note = { procedure: 'library.desk.bookings.reserve', half: 'request', direction: 'down', path: 'note', reason: 'v2 has no notes', policy: 'report', conditional: false }
const emulated = (name: string, missingIn: string) => ({ procedure: `library.${name}`, missingIn, losses: [] })

it('nothing is lost to a peer of the latest version', () => {
  expect(lostTo(library, 'library', '3.0.0')).toStrictEqual([])
})

it('hop by hop, a call loses what its procedure meets before it ends', () => {
  const first = {
    from: '2.0.0',
    to: '3.0.0',
    losses: [note],
    emulated: [emulated('follow', '2.0.0')],
    unavailable: [{ procedure: 'library.desk.fines.pay', missingIn: '2.0.0', reason: 'v2 has no fines' }],
  }
  expect(lostTo(library, 'library', '2.0.0')).toStrictEqual([first])
  const [one, two] = lostTo(library, 'library', '1.0.0')
  expect(one).toStrictEqual(first)
  expect({ ...two, emulated: new Set(two?.emulated) }).toStrictEqual({
    from: '1.0.0',
    to: '2.0.0',
    losses: [],
    emulated: new Set(['books.rename', 'books.move', 'desk.bookings.reserve'].map((name) => emulated(name, '1.0.0'))),
    unavailable: [],
  })
})

describe('of this package', () => {
  const [hop] = overviewOf(registry, () => null).hops
  it.each(['runner', 'orchestrator'])('a call of %s loses what its hop declares going down, and its answer what it declares coming up', (contract) => {
    const lost = lostTo(registry, contract, '1.0.0').find(({ from }) => from === '1.0.0')
    const declared = hop?.losses.filter(({ procedure, half, direction }) => procedure.startsWith(`${contract}.`) && (half === 'request') === (direction === 'down'))
    expect(lost?.losses).toStrictEqual(declared)
    expect(declared?.length).toBeGreaterThan(0)
    const missing = hop?.unavailable.filter(({ procedure, missingIn }) => procedure.startsWith(`${contract}.`) && missingIn === '1.0.0')
    expect(lost?.unavailable).toStrictEqual(missing)
  })
})
