import { isPlain } from '../../engine/fresh.js'

/** A value that nobody can change, and whether somebody did where freezing does not help: a date can be set nevertheless. */
export interface Frozen {
  readonly isUntouched: () => boolean
}

/** Freezes a value and everything in it. */
export function deepFreeze(value: unknown): Frozen {
  const dates: (readonly [Date, number])[] = []
  freeze(value, dates)
  return { isUntouched: () => dates.every(([date, time]) => Object.is(date.getTime(), time)) }
}

function freeze(value: unknown, dates: (readonly [Date, number])[]): void {
  if (value instanceof Date) dates.push([value, value.getTime()])
  if (!Array.isArray(value) && !isPlain(value)) return
  for (const child of Object.values(value)) freeze(child, dates)
  Object.freeze(value)
}

/** Whether two values share an object that somebody could change. */
export function isAliased(one: unknown, other: unknown): boolean {
  const seen = new Set<object>()
  visit(one, (part) => void seen.add(part))
  let shared = false
  visit(other, (part) => (shared ||= seen.has(part)))
  return shared
}

function visit(value: unknown, each: (part: object) => void): void {
  if (value instanceof Date) each(value)
  if (!Array.isArray(value) && !isPlain(value)) return
  each(value)
  for (const child of Object.values(value)) visit(child, each)
}
