import type { Finding, Verdict } from '../compare/finding.js'
import type { Report } from '../contract/report.js'
import { bumpText, byVerdict, countsOf, placeOfFinding, pointersOf, shownWitness } from './shown.js'

const colors: Readonly<Record<Verdict, number>> = { breaking: 31, unproven: 35, lossy: 33, compatible: 32 }

/** For a terminal: a row a finding, the witness below it. */
export function formatTable(report: Report, { color }: { readonly color: boolean }): string {
  const paint = (code: number, text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text)
  const rows = byVerdict(report.findings).flatMap((one) => rowsFor(one, paint))
  const errors = report.uncovered.map(({ fingerprint, sentence }) => paint(31, `error: no step of a hop handles ${fingerprint}: ${sentence}`))
  const summary = `${report.older} to ${report.newer}: ${countsOf(report.findings)}; semver: ${bumpText(report)}`
  return [...rows, ...errors, ...(rows.length > 0 ? [''] : []), summary].join('\n')
}

/** One finding on lines of its own, for a terminal. */
export function rowsFor(one: Finding, paint: (code: number, text: string) => string): readonly string[] {
  const witness = shownWitness(one)
  const details = [
    ...(witness === undefined ? [] : [`witness  ${witness}`]),
    ...(one.detail === undefined ? [] : [`${labels[one.verdict]}${one.detail}`]),
    ...(one.handledBy === undefined ? [] : [`handled  ${one.handledBy}`]),
  ]
  const head = `${paint(colors[one.verdict], one.verdict.padEnd(10))}  ${one.fingerprint}  ${placeOfFinding(one)}  ${one.rule}  ${pointersOf(one)}`
  return [head, ...[one.sentence, ...details].map((line) => `            ${line}`)]
}

const labels: Readonly<Record<Verdict, string>> = { breaking: 'because  ', lossy: 'lost     ', unproven: 'tried    ', compatible: '         ' }
