import { type Finding, verdicts } from '../compare/finding.js'
import type { Report } from '../contract/report.js'
import { visible } from './visible.js'

/** Where a finding is: `runner.execute request`. */
export const placeOfFinding = ({ procedure, direction }: Finding) => (procedure === '' ? direction : `${procedure} ${direction}`)

/** The places in both schemas. */
export const pointersOf = ({ oldPointer, newPointer }: Finding) => (oldPointer === newPointer ? oldPointer || '/' : `${oldPointer || '/'} -> ${newPointer || '/'}`)

/** A value on one line, cut where it is long. */
export function shownWitness({ witness }: Finding, longest = 200): string | undefined {
  if (witness === undefined) return undefined
  const text = visible(JSON.stringify(witness))
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text
}

/** The worst first; within one verdict as they were found. */
export const byVerdict = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict))

/** `4 breaking, 1 lossy` */
export function countsOf(findings: readonly Finding[]): string {
  const counts = verdicts.map((verdict) => [verdict, findings.filter((one) => one.verdict === verdict).length] as const)
  const shown = counts.filter(([, count]) => count > 0).map(([verdict, count]) => `${count} ${verdict}`)
  return shown.length === 0 ? 'nothing changed on the wire' : shown.join(', ')
}

/** `major (runner major, orchestrator minor)` */
export function bumpText({ bump, bumps }: Report): string {
  const each = Object.entries(bumps).map(([contract, own]) => `${contract} ${own}`)
  return each.length === 0 ? bump : `${bump} (${each.join(', ')})`
}
