import type { FoundLoss } from '../../engine/loss.js'
import { type Difference, differences } from '../value/differences.js'
import { allows, covers, speaksOf } from './cover.js'
import type { Breach } from './law.js'
import { noteShown } from './ledger.js'
import { opposite, type Trip } from './trip.js'

const roundTrips = { up: 'down(up(x))', down: 'up(down(y))' } as const

/**
 * Laws 2 to 4 on a value that went there and came back. `lost` is what the way there reported; `direction` is that way's.
 */
export function compareTrip({ ledger }: Trip, direction: 'up' | 'down', before: unknown, after: unknown, lost: readonly FoundLoss[]): readonly Breach[] {
  const changed = differences(before, after).filter((difference) => !isNormalised(ledger, direction, before, difference))
  noteShown(ledger, direction, before, changed)
  const unreported = changed.filter(({ path }) => !lost.some((loss) => covers(loss.path, path)))
  const undeclared = unreported.filter((difference) => !ledger.losses[direction].some((rule) => speaksOf(rule, difference)))
  const silent = unreported.filter((difference) => !undeclared.includes(difference))
  const imagined = lost.filter((loss) => !changed.some(({ path }) => covers(loss.path, path)))
  return [
    ...breach(undeclared, direction === 'up' ? 2 : 3, `${roundTrips[direction]} changes undeclared`),
    ...breach(silent, 4, `going ${direction} loses, and its \`when\` denies it,`),
    ...breach(imagined, 4, `going ${direction} reports as lost what comes back going ${opposite[direction]},`),
  ]
}

/** Only an older value has other ways to say the same. */
function isNormalised({ normalises, shown }: Trip['ledger'], direction: 'up' | 'down', before: unknown, difference: Difference): boolean {
  if (direction === 'down') return false
  const rule = normalises.find((rule) => allows(rule, before, difference))
  if (rule !== undefined) shown.add(rule)
  return rule !== undefined
}

function breach(places: readonly { readonly path: string }[], law: Breach['law'], what: string): readonly Breach[] {
  const paths = [...new Set(places.map(({ path }) => (path === '' ? 'the whole value' : path)))]
  return paths.length === 0 ? [] : [{ law, problem: `${what} ${paths.slice(0, 5).join(', ')}` }]
}
