import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeVersion, lockPath, reportPath } from '../../lock/describe-version.js'
import { lockText, sealed } from '../../lock/lock-text.js'
import { textOf } from '../../lock/read-files.js'
import { readLock } from '../../lock/read-lock.js'
import type { Checkout } from '../checkout.js'
import type { LoadedVersion } from '../load-versions.js'
import type { PartName } from '../problem.js'
import { type PartOutcome, runCheck, timed } from '../run-check.js'
import { runToolPart } from '../tool-part.js'

/** What came of it: the lock's path, or why the version was not frozen. */
export type Frozen = { readonly kind: 'written'; readonly path: string } | { readonly kind: 'refused'; readonly reason: string }

/** What must hold before anything is frozen, what takes longest last: afterwards it is too late. */
const before: readonly (readonly PartName[])[] = [['registry', 'frozen', 'semver', 'golden', 'docs'], ['laws']]

const refused = (reason: string): Frozen => ({ kind: 'refused', reason })

/** Writes the lock of a draft, if the checkout passes what can be checked of it. `onDone` hears of each part. */
export async function freezeVersion(checkout: Checkout, { folder, version, contracts }: LoadedVersion, onDone: (outcome: PartOutcome) => void): Promise<Frozen> {
  const { root, today } = checkout
  const lock = readLock(lockPath(root, version))
  if (lock.kind !== 'none') return refused(`${version} is frozen already${lock.kind === 'lock' ? `, since ${lock.lock.frozen}` : ''}: what has to change goes into the next version`)
  if (contracts === undefined) return refused(`versions/${folder} cannot be loaded: npm run typecheck says where`)
  if (textOf(join(root, reportPath(version))) === undefined) return refused(`${reportPath(version)} is missing: npm run api writes it`)
  const failed = await failing(checkout, folder, onDone)
  if (failed.length > 0) return refused(`${failed.join(', ')} failed: what is frozen can never be mended`)
  const { version: id, ...content } = describeVersion(root, { version, contracts })
  writeFileSync(lockPath(root, version), lockText(sealed({ version: id, frozen: today, ...content })))
  return { kind: 'written', path: `versions/${folder}/frozen.json` }
}

/** The parts that fail, as far as the first of them. */
async function failing(checkout: Checkout, folder: string, onDone: (outcome: PartOutcome) => void): Promise<readonly PartName[]> {
  const failedOf = (outcomes: readonly PartOutcome[]) => outcomes.filter(({ problems }) => problems.length > 0).map(({ part }) => part)
  for (const parts of before) {
    const failed = failedOf(await runCheck(checkout, parts, onDone))
    if (failed.length > 0) return failed
  }
  const report = await timed('api', ({ root }) => runToolPart({ part: 'api', scripts: [['scripts/api.mjs', folder]] }, root), checkout)
  onDone(report)
  return failedOf([report])
}
