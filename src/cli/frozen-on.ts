import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { folderName } from '../engine/folder-name.js'
import { isRecord } from '../engine/record.js'
import { findCheckout } from './checkout.js'
import { UsageError } from './run.js'

/** The day on which a version was frozen, by its lock; `null` for a draft. Locks lie beside the source and in the package. @throws UsageError */
export function frozenOn(version: string, root = findCheckout(dirname(fileURLToPath(import.meta.url)))): string | null {
  const path = join(root ?? '', 'versions', folderName(version), 'frozen.json')
  if (root === undefined || !existsSync(path)) return null
  const day = frozenIn(path)
  if (typeof day !== 'string') throw new UsageError(`${path} does not say when ${version} was frozen: runners-contracts check says what is wrong`)
  return day
}

function frozenIn(path: string): unknown {
  try {
    const lock: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return isRecord(lock) ? lock['frozen'] : undefined
  } catch {
    return undefined
  }
}
