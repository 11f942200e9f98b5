import { type CharSet, LAST_CODE_POINT } from './charset.js'
import { Unsupported } from './syntax.js'

const known = new Map<string, CharSet>()

/** The characters of a property escape such as `\p{L}`, as the engine of JavaScript knows them. */
export function charsWithProperty(escape: string, flags: string): CharSet {
  if (!flags.includes('u')) throw new Unsupported(`${escape} without the flag u`)
  const set = known.get(escape) ?? scanned(escape)
  known.set(escape, set)
  return set
}

function scanned(escape: string): CharSet {
  const isMember = membership(escape)
  const ranges: (readonly [number, number])[] = []
  for (let point = 0, from = -1; point <= LAST_CODE_POINT + 1; point++) {
    const isIn = point <= LAST_CODE_POINT && isMember.test(String.fromCodePoint(point))
    if (isIn && from < 0) from = point
    if (isIn || from < 0) continue
    ranges.push([from, point - 1])
    from = -1
  }
  return ranges
}

function membership(escape: string): RegExp {
  try {
    return new RegExp(`^\\${escape}$`, 'u')
  } catch {
    throw new Unsupported(escape)
  }
}
