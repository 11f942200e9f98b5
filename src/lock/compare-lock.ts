import { type Finding, finding } from '../diff/compare/finding.js'
import { compareVersions } from '../diff/contract/compare-versions.js'
import { type Report, reportOf } from '../diff/contract/report.js'
import { canonical } from '../diff/schema/json.js'
import { procedureName } from '../engine/pairs.js'
import type { ContractVersion } from '../engine/version.js'
import type { Described } from './describe-version.js'
import type { Lock } from './lock.js'
import { lockedVersion } from './locked-version.js'

/** Names by what became of them. */
export interface Changes {
  readonly changed: readonly string[]
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** What differs between a frozen version and what stands in its place. */
export interface Drift {
  readonly sources: Changes
  readonly golden: Changes
  /** Golden files of which a payload is another, not only what it becomes. */
  readonly payloads: readonly string[]
  /** Whether the API report is another. */
  readonly report: boolean
  /** What changed on the wire; `undefined` where the JSON Schemas and routes are the same to the letter. */
  readonly wire: Report | undefined
}

/** Holds a version, as it is here, against its lock. */
export function compareLock(lock: Lock, here: ContractVersion, described: Described): Drift {
  const isSameWire = canonical(lock.contracts) === canonical(described.contracts)
  const files = (golden: Lock['golden']) => Object.fromEntries(Object.entries(golden).map(([name, { file }]) => [name, file]))
  return {
    sources: changesOf(lock.sources, described.sources),
    golden: changesOf(files(lock.golden), files(described.golden)),
    payloads: Object.keys(lock.golden).filter((name) => lock.golden[name]?.payloads !== described.golden[name]?.payloads),
    report: lock.report !== described.report,
    wire: isSameWire ? undefined : compareFrozen(lock, here, described),
  }
}

/** The wire diff from what was frozen to what is here. */
function compareFrozen(lock: Lock, here: ContractVersion, described: Described): Report {
  const [from, to] = [`${lock.version} as frozen`, `${lock.version} as it is here`]
  const report = compareVersions({ ...lockedVersion(lock, here), version: from }, { ...here, version: to })
  const moved = prefixesMoved(lock, described, to)
  return moved.length === 0 ? report : reportOf({ ...report, findings: [...moved, ...report.findings], contracts: Object.keys(report.bumps) })
}

/** Between versions a route's `/vN` is no change; within one it is. */
function prefixesMoved(lock: Lock, described: Described, to: string): readonly Finding[] {
  return Object.entries(lock.contracts).flatMap(([contract, procedures]) => Object.entries(procedures).flatMap(([id, { route }]) => {
    const now = described.contracts[contract]?.[id]?.route.path
    if (now === undefined || now === route.path || withoutMajor(now) !== withoutMajor(route.path)) return []
    const procedure = procedureName(contract, id)
    const sentence = `${procedure} moved from ${route.path} to ${now}: ${contract}s on ${to} do not serve the old route`
    const witness = { method: route.method, path: route.path }
    return [finding({ contract, procedure, direction: 'request', rule: 'route-moved', verdict: 'breaking', oldPointer: '', newPointer: '', sentence, witness, detail: 'no such route' })]
  }))
}

const withoutMajor = (path: string) => path.replace(/^\/v\d+(?=\/|$)/, '')

/** Whether the same wire is only written in other words. */
export const isRespelled = ({ findings }: Report) => findings.every(({ rule }) => rule === 'words-changed')

function changesOf(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): Changes {
  return {
    changed: Object.keys(before).filter((name) => Object.hasOwn(after, name) && after[name] !== before[name]),
    added: Object.keys(after).filter((name) => !Object.hasOwn(before, name)),
    removed: Object.keys(before).filter((name) => !Object.hasOwn(after, name)),
  }
}

export const isChanged = ({ changed, added, removed }: Changes) => changed.length + added.length + removed.length > 0
