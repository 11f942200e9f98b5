import { isRecord } from '../engine/record.js'
import type { Lock } from './lock.js'
import { isAsWritten } from './lock-text.js'
import { textOf } from './read-files.js'

/** What stands in the place of a lock. */
export type LockFile =
  | { readonly kind: 'none' }
  | { readonly kind: 'broken'; readonly reason: string }
  /** `isEdited`: somebody else than `freeze` wrote in it. */
  | { readonly kind: 'lock'; readonly lock: Lock; readonly isEdited: boolean }

export function readLock(path: string): LockFile {
  const text = textOf(path)
  if (text === undefined) return { kind: 'none' }
  try {
    const lock: unknown = JSON.parse(text)
    return isLock(lock) ? { kind: 'lock', lock, isEdited: !isAsWritten(text, lock) } : { kind: 'broken', reason: 'is no lock' }
  } catch (error) {
    return { kind: 'broken', reason: `is no JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}

const isLock = (value: unknown): value is Lock =>
  isRecord(value) &&
  ['seal', 'version', 'frozen', 'zod', 'report'].every((key) => typeof value[key] === 'string') &&
  ['sources', 'golden', 'contracts'].every((key) => isRecord(value[key]))
