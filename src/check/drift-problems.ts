import { countsOf } from '../diff/format/shown.js'
import type { Finding } from '../diff/compare/finding.js'
import { type Drift, isChanged, isRespelled } from '../lock/compare-lock.js'
import type { Lock } from '../lock/lock.js'
import { reportPath } from '../lock/describe-version.js'
import type { PartName, Problem } from './problem.js'
import { restoreCommand } from './restore.js'

/** A frozen version that drifted from a lock: ours, or another side's. */
export interface Drifted {
  readonly lock: Lock
  readonly drift: Drift
  /** `v1` */
  readonly folder: string
  readonly part: PartName
  /** Where the lock is from if it is not ours, such as `origin/main`. */
  readonly side?: string
}

export function driftProblems(drifted: Drifted): readonly Problem[] {
  return [...sourceProblems(drifted), ...goldenProblems(drifted), ...toolProblems(drifted)]
}

const restore = ({ folder, side }: Drifted, path: string) => restoreCommand(path, folder, side)

const elsewhere = 'what has to change goes into the next version: npm run contracts -- new <version>'

function sourceProblems(drifted: Drifted): readonly Problem[] {
  const { lock, drift: { sources, wire }, folder, part, side } = drifted
  if (!isChanged(sources)) return []
  const path = (name: string) => `versions/${folder}/${name}`
  const common = { part, fix: `${restore(drifted, `versions/${folder}`)}; ${elsewhere}` }
  const as = side === undefined ? 'it was frozen' : `it is in ${side}`
  const reader = `nobody on the wire; whoever reads ${lock.version} here reads something else than what is in the field`
  const added = sources.added.map((name): Problem => ({ ...common, rule: 'frozen-file-added', where: path(name), problem: `it was added: a frozen folder stays as ${as}, to the file`, breaks: reader, fix: `delete it; ${elsewhere}` }))
  const removed = sources.removed.map((name): Problem => ({ ...common, rule: 'frozen-file-removed', where: path(name), problem: `it was removed: a frozen folder stays as ${as}, to the file`, breaks: reader }))
  if (wire !== undefined && !isRespelled(wire)) return [wireChanged(drifted, wire.findings, sources.changed.map(path)), ...added, ...removed]
  const what = wire === undefined ? 'only a comment, formatting or a type changed' : 'only words for people changed, such as a description'
  const texts = sources.changed.map((name): Problem => ({ ...common, rule: 'frozen-text-changed', where: path(name), problem: `${what}: the wire is the same, but frozen is frozen`, breaks: reader }))
  return [...texts, ...added, ...removed]
}

function wireChanged(drifted: Drifted, findings: readonly Finding[], files: readonly string[]): Problem {
  const { lock: { version }, folder, part, side } = drifted
  return {
    part,
    rule: 'frozen-wire-changed',
    where: files.join(', ') || `versions/${folder}`,
    problem: `the wire of ${version} is not as ${side === undefined ? 'it was frozen' : `it is in ${side}`}: ${countsOf(findings)}`,
    breaks: whoBreaks(findings, version),
    fix: `${restore(drifted, `versions/${folder}`)}; ${elsewhere}`,
    findings: findings.filter(({ rule }) => rule !== 'words-changed'),
  }
}

/** Callers on what is older, by the procedures that they call. */
export function whoBreaks(findings: readonly Finding[], older: string): string {
  const hit = findings.filter(({ verdict }) => verdict !== 'compatible')
  const procedures = [...new Set(hit.map(({ procedure }) => procedure.split(' ')[0]))]
  if (procedures.length === 0) return `nobody at once; but peers that call themselves ${older} are no longer all alike`
  return `peers that speak ${older} and call or serve ${procedures.join(', ')}`
}

function goldenProblems(drifted: Drifted): readonly Problem[] {
  const { lock, drift: { golden, payloads }, folder, part, side } = drifted
  // what becomes of a payload is the hops' doing: another side may have it as it was
  const changed = side === undefined ? golden.changed : golden.changed.filter((name) => payloads.includes(name))
  const problem = (name: string, what: string): Problem => ({
    part,
    rule: 'frozen-golden-changed',
    where: `versions/${folder}/golden/${name}`,
    problem: `${what}: the golden payloads of ${lock.version} are frozen with it`,
    breaks: `nobody yet; but nothing holds what becomes of the traffic of ${lock.version} any more`,
    fix: restore(drifted, `versions/${folder}/golden`),
  })
  return [
    ...changed.map((name) => problem(name, payloads.includes(name) ? 'a payload was edited' : 'what a payload becomes was edited')),
    ...golden.added.map((name) => problem(name, 'it was added')),
    ...golden.removed.map((name) => problem(name, 'it was removed')),
  ]
}

/** What differs although nobody touched a source: a tool's doing. */
function toolProblems(drifted: Drifted): readonly Problem[] {
  const { lock: { version, zod }, drift: { sources, wire, report }, folder, part, side } = drifted
  if (isChanged(sources) || side !== undefined) return []
  const renew = `npm run contracts -- freeze ${folder} --renew`
  if (wire !== undefined && !isRespelled(wire)) {
    return [{ ...wireChanged(drifted, wire.findings, []), rule: 'frozen-wire-changed-by-dependency', problem: `the wire of ${version} changed, and its sources did not: a dependency did it, such as zod: ${countsOf(wire.findings)}`, fix: `install the zod that it was frozen with: npm install --save-dev --save-exact zod@${zod}` }]
  }
  const respelled: Problem[] = wire === undefined ? [] : [{ part, rule: 'frozen-schema-respelled', where: `versions/${folder}/frozen.json`, problem: `a dependency writes the JSON Schemas of ${version} in other words; sources and wire are the same`, breaks: 'nobody', fix: renew }]
  const stale: Problem[] = report ? [{ part, rule: 'frozen-report-changed', where: reportPath(version), problem: `the API report of ${version} is another, and its sources are the same: it was edited, or a newer tool wrote it`, breaks: `nobody on the wire; maybe who compiles against @runners/contracts/${folder}`, fix: `after an upgrade of TypeScript, zod or API Extractor ${renew}; otherwise ${restore(drifted, reportPath(version))}` }] : []
  return [...respelled, ...stale]
}
