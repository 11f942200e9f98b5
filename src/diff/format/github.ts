import type { Finding, Verdict } from '../compare/finding.js'
import type { Report } from '../contract/report.js'
import { githubData, githubProperty } from './escape.js'
import { bumpText, byVerdict, countsOf, placeOfFinding, pointersOf, shownWitness } from './shown.js'

const levels: Readonly<Record<Verdict, string>> = { breaking: 'error', unproven: 'warning', lossy: 'warning', compatible: 'notice' }

/** GitHub's workflow commands: an annotation a finding. What a hop handles is a notice. */
export function formatGithub(report: Report): string {
  const annotations = byVerdict(report.findings).map((one) => annotation(one))
  return [...annotations, `::notice title=${githubProperty('wire diff')}::${githubData(`${report.older} to ${report.newer}: ${countsOf(report.findings)}; semver: ${bumpText(report)}`)}`].join('\n')
}

function annotation(one: Finding): string {
  const level = one.handledBy === undefined ? levels[one.verdict] : 'notice'
  const witness = shownWitness(one)
  const lines = [
    one.sentence,
    `at ${pointersOf(one)}`,
    ...(witness === undefined ? [] : [`witness: ${witness}`]),
    ...(one.handledBy === undefined ? [] : [`handled by ${one.handledBy}`]),
  ]
  const title = `${one.verdict}: ${placeOfFinding(one)} ${one.rule} (${one.fingerprint})`
  return `::${level} title=${githubProperty(title)}::${githubData(lines.join('\n'))}`
}
