import type { LockFile } from '../lock/read-lock.js'
import type { Problem } from './problem.js'

/** What is wrong with a lock itself: then nothing can be held against it. */
export function lockProblems(file: LockFile, folder: string, version: string): readonly Problem[] {
  const where = `versions/${folder}/frozen.json`
  const common = { part: 'frozen', where, breaks: `nobody yet, and nothing holds ${version} any more`, fix: `git restore -- ${where}; where the edit is committed, take it from before that: git log -- ${where}` } as const
  if (file.kind === 'broken') return [{ ...common, rule: 'lock-unreadable', problem: `it ${file.reason}` }]
  if (file.kind === 'none') return []
  if (file.isEdited) return [{ ...common, rule: 'lock-edited', problem: 'it was edited by hand: only runners-contracts freeze writes it' }]
  if (file.lock.version !== version) return [{ ...common, rule: 'lock-of-other-version', problem: `it is the lock of ${file.lock.version}` }]
  return []
}
