import { asRecord, canonical } from '../schema/json.js'

/** Two members of unions that belong together, by index; one that is alone was added or removed. */
export interface MemberPair {
  readonly before: number | undefined
  readonly after: number | undefined
  readonly name: string
}

/** Pairs members that are equal, then those with one tag, then those of one type. */
export function pairMembers(older: readonly unknown[], newer: readonly unknown[]): readonly MemberPair[] {
  const pairs: MemberPair[] = []
  const freeBefore = new Set(older.keys())
  const freeAfter = new Set(newer.keys())
  for (const key of [canonical, tagOf, typeOf]) {
    for (const after of [...freeAfter]) {
      const wanted = key(newer[after])
      const before = wanted === undefined ? undefined : [...freeBefore].find((index) => key(older[index]) === wanted)
      if (before === undefined) continue
      freeBefore.delete(before)
      freeAfter.delete(after)
      pairs.push({ before, after, name: nameOf(newer[after]) })
    }
  }
  const removed = [...freeBefore].map((before) => ({ before, after: undefined, name: nameOf(older[before]) }))
  const added = [...freeAfter].map((after) => ({ before: undefined, after, name: nameOf(newer[after]) }))
  return [...pairs.sort((a, b) => a.after! - b.after!), ...added, ...removed]
}

/** `type "started"` of an object whose field `type` is constant. */
function tagOf(member: unknown): string | undefined {
  const tag = Object.entries(asRecord(asRecord(member)['properties'])).find(([, field]) => 'const' in asRecord(field))
  return tag === undefined ? undefined : `${tag[0]} ${JSON.stringify(asRecord(tag[1])['const'])}`
}

function typeOf(member: unknown): string | undefined {
  const { type, $ref } = asRecord(member)
  if (tagOf(member) !== undefined) return undefined
  return type === undefined ? ($ref === undefined ? undefined : String($ref)) : JSON.stringify(type)
}

/** What a member is called by its tag or its type; `undefined` where it has neither. */
export const memberName = (member: unknown): string | undefined => tagOf(member) ?? typeOf(member)

const nameOf = (member: unknown): string => tagOf(member) ?? typeOf(member)?.replaceAll('"', '') ?? canonical(member).replaceAll(/__schema\d+/g, '__schema').slice(0, 40)
