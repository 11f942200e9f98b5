import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { versionOfFolder } from '../../engine/folder-name.js'
import { compareLock } from '../../lock/compare-lock.js'
import { describeVersion, lockPath } from '../../lock/describe-version.js'
import type { Lock } from '../../lock/lock.js'
import { readLock } from '../../lock/read-lock.js'
import type { Checkout } from '../checkout.js'
import { driftProblems } from '../drift-problems.js'
import type { PartResult, Problem } from '../problem.js'
import { compareLocks } from './compare-locks.js'
import { deleted } from './deleted.js'
import { type Side, withSide } from './side.js'
import { sunsetsOf } from './sunsets.js'

const part = 'against'

/** Whatever is frozen on the other side is the same here, so that nobody can freeze a version a second time. */
export async function checkAgainst(checkout: Checkout): Promise<PartResult> {
  const { against, root } = checkout
  if (against === undefined) return { problems: [], note: 'nothing to hold against: give --against' }
  return withSide(against, root, (side) => checkSide(checkout, against, side))
}

async function checkSide(checkout: Checkout, name: string, side: Side): Promise<PartResult> {
  if (side.kind === 'gone') {
    const { problem, fix } = side
    return { problems: [{ part, rule: 'against-not-found', where: `--against ${name}`, problem, breaks: 'nobody yet; but nothing was held against it', fix }], note: 'not found' }
  }
  const locks = locksIn(side.folder)
  if (locks.length === 0) return { problems: [], note: `${name} has no frozen version: nothing to hold yet` }
  const isHere = (version: string) => checkout.versions.some((one) => one.version === version)
  const sunsets = locks.every(({ version }) => isHere(version)) ? new Map<string, string>() : await sunsetsOf(side.folder, checkout.root)
  const problems = locks.flatMap((lock) => (isHere(lock.version) ? checkLock(checkout, lock, name) : deleted(lock.version, { name, sunset: sunsets.get(lock.version), today: checkout.today })))
  return { problems, note: `${locks.map(({ version }) => version).join(', ')} as in ${name}` }
}

function locksIn(folder: string): readonly Lock[] {
  const names = readdirSync(folder).includes('versions') ? readdirSync(join(folder, 'versions')) : []
  return names.flatMap((name) => {
    const version = versionOfFolder(name)
    const file = version === undefined ? undefined : readLock(lockPath(folder, version))
    return file?.kind === 'lock' ? [file.lock] : []
  })
}

function checkLock({ root, versions }: Checkout, theirs: Lock, side: string): readonly Problem[] {
  const { folder, version, contracts = {} } = versions.find((one) => one.version === theirs.version)!
  const here = { version, contracts }
  const drift = compareLock(theirs, here, describeVersion(root, here))
  const drifted = driftProblems({ lock: theirs, drift, folder, part, side })
  return drifted.length > 0 ? drifted : compareLocks(theirs, readLock(lockPath(root, version)), { folder, side, drift })
}
