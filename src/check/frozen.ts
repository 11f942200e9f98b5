import { join } from 'node:path'
import { compareLock } from '../lock/compare-lock.js'
import { describeVersion, lockPath } from '../lock/describe-version.js'
import { readLock } from '../lock/read-lock.js'
import type { Checkout } from './checkout.js'
import { driftProblems } from './drift-problems.js'
import { lockProblems } from './lock-problems.js'
import type { LoadedVersion } from './load-versions.js'
import type { PartResult, Problem } from './problem.js'

/** Every frozen version is what its lock says: sources, wire, golden payloads, API report. */
export async function checkFrozen(checkout: Checkout): Promise<PartResult> {
  const frozen = checkout.versions.filter(({ version }) => readLock(lockPath(checkout.root, version)).kind !== 'none')
  const problems = frozen.flatMap((one) => checkOne(checkout, one))
  const drafts = checkout.versions.filter((one) => !frozen.includes(one))
  const names = (versions: readonly LoadedVersion[]) => versions.map(({ folder }) => folder).join(', ') || 'none'
  return { problems, note: `frozen: ${names(frozen)}; draft: ${names(drafts)}` }
}

function checkOne({ root }: Checkout, { folder, version, contracts }: LoadedVersion): readonly Problem[] {
  const file = readLock(join(root, 'versions', folder, 'frozen.json'))
  const wrong = lockProblems(file, folder, version)
  if (wrong.length > 0 || file.kind !== 'lock') return wrong
  const here = { version, contracts: contracts ?? {} }
  const drift = compareLock(file.lock, here, describeVersion(root, here))
  return driftProblems({ lock: file.lock, drift, folder, part: 'frozen' })
}
