import { canonical } from '../../diff/schema/json.js'
import { type Drift, isRespelled } from '../../lock/compare-lock.js'
import type { Lock } from '../../lock/lock.js'
import type { LockFile } from '../../lock/read-lock.js'
import type { Problem } from '../problem.js'
import { restoreCommand } from '../restore.js'

interface Where {
  /** `v1` */
  readonly folder: string
  /** How the other side is called. */
  readonly side: string
  /** Of the folder here from the lock there. */
  readonly drift: Drift
}

/** What is wrong with our lock beside theirs. Hashes of what tools make may have been renewed; the sources say that nothing else was. */
export function compareLocks(theirs: Lock, ours: LockFile, { folder, side, drift }: Where): readonly Problem[] {
  const where = `versions/${folder}/frozen.json`
  const common = { part: 'against', where, breaks: `nobody yet, and nothing holds ${theirs.version} any more`, fix: restoreCommand(where, folder, side) } as const
  if (ours.kind !== 'lock') return [{ ...common, rule: 'frozen-version-unfrozen', problem: `${theirs.version} is frozen in ${side}, and here it ${ours.kind === 'none' ? 'is not' : 'has a lock that cannot be read'}` }]
  const isSameWire = drift.wire === undefined || isRespelled(drift.wire)
  const differing = Object.entries(parts).filter(([name, part]) => !(name === 'contracts' && isSameWire && canonical(ours.lock.sources) === canonical(theirs.sources)) && canonical(part(ours.lock)) !== canonical(part(theirs)))
  if (differing.length === 0) return []
  return [{ ...common, rule: 'lock-differs', problem: `its ${differing.map(([name]) => name).join(', ')} is not that of ${side}: a version is frozen once` }]
}

/** What never changes in a lock. */
const parts: Readonly<Record<string, (lock: Lock) => unknown>> = {
  version: ({ version }) => version,
  date: ({ frozen }) => frozen,
  sources: ({ sources }) => sources,
  contracts: ({ contracts }) => contracts,
  'golden payloads': ({ golden }) => Object.fromEntries(Object.entries(golden).map(([name, { payloads }]) => [name, payloads])),
}
