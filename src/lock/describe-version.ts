import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { folderName } from '../engine/folder-name.js'
import { isRecord } from '../engine/record.js'
import type { Contracts, ContractVersion } from '../engine/version.js'
import { readableJson } from '../testing/golden/readable-json.js'
import { describeContracts } from './describe-contracts.js'
import { hashOf } from './hash.js'
import type { Lock, LockedGolden } from './lock.js'
import { filesBelow, textOf } from './read-files.js'

/** What a lock says of a version, but for when it was frozen. */
export type Described = Omit<Lock, 'seal' | 'frozen' | 'renewed'>

export const lockPath = (root: string, version: string) => join(root, 'versions', folderName(version), 'frozen.json')
export const reportPath = (version: string) => `etc/${folderName(version)}.api.md`

/** A version as it is now in a checkout. */
export function describeVersion<C extends Contracts>(root: string, { version, contracts }: ContractVersion<C>): Described {
  const folder = join(root, 'versions', folderName(version))
  const names = filesBelow(folder)
  const isGolden = (name: string) => name.startsWith('golden/')
  const text = (name: string) => readFileSync(join(folder, name), 'utf8')
  return {
    version,
    zod: zodOf(root),
    sources: Object.fromEntries(names.filter((name) => name !== 'frozen.json' && !isGolden(name)).map((name) => [name, hashOf(text(name))])),
    golden: Object.fromEntries(names.filter(isGolden).map((name) => [name.slice('golden/'.length), describeGolden(text(name))])),
    report: hashOf(textOf(join(root, reportPath(version))) ?? ''),
    contracts: describeContracts(contracts),
  }
}

const zodOf = (root: string) =>
  (createRequire(join(root, 'package.json'))('zod/package.json') as { readonly version: string }).version

function describeGolden(text: string): LockedGolden {
  const file = hashOf(text)
  try {
    return { file, payloads: hashOf(readableJson(withoutBecomes(JSON.parse(text)))) }
  } catch {
    return { file, payloads: file }
  }
}

/** Payloads alone, in either form of a golden file. */
function withoutBecomes(document: unknown): unknown {
  if (!isRecord(document)) return document
  const payloads = (group: unknown) => (isRecord(group) ? Object.entries(group).map(([name, payload]) => [name, isRecord(payload) ? { ...payload, becomes: undefined } : payload] as const) : [])
  const bare = isRecord(document['valid']) ? { ...document, valid: Object.fromEntries(payloads(document['valid'])) } : Object.fromEntries(payloads(document))
  return JSON.parse(JSON.stringify(bare))
}
