import { readableJson } from '../testing/golden/readable-json.js'
import { hashOf } from './hash.js'
import type { Lock } from './lock.js'

/** A lock with its seal. */
export const sealed = (content: Omit<Lock, 'seal'>): Lock => ({ seal: hashOf(readableJson(content)), ...content })

/** A lock as it is written to its file. */
export const lockText = (lock: Lock): string => readableJson(lock)

/** Whether a lock's text is as `freeze` wrote it. */
export function isAsWritten(text: string, lock: Lock): boolean {
  const { seal, ...content } = lock
  return sealed(content).seal === seal && text.replaceAll('\r\n', '\n') === lockText(lock)
}
