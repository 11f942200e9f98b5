import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareLock, type Drift, isChanged, isRespelled } from '../../lock/compare-lock.js'
import { type Described, describeVersion, lockPath } from '../../lock/describe-version.js'
import type { Lock } from '../../lock/lock.js'
import { lockText, sealed } from '../../lock/lock-text.js'
import { readLock } from '../../lock/read-lock.js'
import { documentText } from '../../testing/golden/document.js'
import type { Checkout } from '../checkout.js'
import { goldenFiles } from '../golden-files.js'
import type { LoadedVersion } from '../load-versions.js'
import { reasonOf } from '../reason-of.js'
import type { Frozen } from './freeze-version.js'

const refused = (reason: string): Frozen => ({ kind: 'refused', reason })

/**
 * Renews what tools and hops make of a frozen version, and nothing else: the hash of its API report, the words of its JSON
 * Schemas, what golden payloads become. Sources, wire and payloads must be as they were frozen.
 */
export async function renewLock(checkout: Checkout, { folder, version, contracts }: LoadedVersion): Promise<Frozen> {
  const { root, today, registry } = checkout
  const file = readLock(lockPath(root, version))
  if (file.kind === 'none') return refused(`${version} is not frozen: there is nothing to renew`)
  if (file.kind === 'broken' || file.isEdited) return refused(`versions/${folder}/frozen.json was edited by hand: restore it first`)
  if (contracts === undefined || registry.kind === 'failed') return refused('the registry cannot be loaded: runners-contracts check says why')
  const here = { version, contracts }
  const reason = touched(compareLock(file.lock, here, describeVersion(root, here)))
  if (reason !== undefined) return refused(`${reason} of ${version} is not as it was frozen: renewing is for what tools make; runners-contracts check says more`)
  const written = await rewriteGolden(checkout, version).catch((error: unknown) => reasonOf(error))
  if (written !== undefined) return refused(written)
  writeFileSync(lockPath(root, version), lockText(renewed(file.lock, describeVersion(root, here), today)))
  return { kind: 'written', path: `versions/${folder}/frozen.json` }
}

/** What people, not tools, have changed. */
function touched({ sources, wire, golden, payloads }: Drift): string | undefined {
  if (isChanged(sources)) return 'the source'
  if (wire !== undefined && !isRespelled(wire)) return 'the wire'
  return payloads.length + golden.added.length + golden.removed.length > 0 ? 'a golden payload' : undefined
}

async function rewriteGolden({ root, registry }: Checkout, version: string): Promise<undefined> {
  if (registry.kind === 'failed') return undefined
  const files = goldenFiles(registry.registry, version, join(root, 'versions'))
  const texts = await Promise.all(files.map(async ({ path, current }) => [path, documentText(await current())] as const))
  for (const [path, text] of texts) writeFileSync(path, text)
  return undefined
}

const renewed = ({ frozen }: Lock, { version, ...content }: Described, today: string): Lock => sealed({ version, frozen, renewed: today, ...content })
