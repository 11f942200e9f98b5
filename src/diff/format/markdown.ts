import type { Finding } from '../compare/finding.js'
import type { Report } from '../contract/report.js'
import { markdownCell, markdownCode } from './escape.js'
import { bumpText, byVerdict, countsOf, placeOfFinding, pointersOf, shownWitness } from './shown.js'

/** For a page: what is compatible is counted, everything else has a row. */
export function formatMarkdown(report: Report): string {
  const { older, newer, findings, uncovered } = report
  const shown = byVerdict(findings).filter(({ verdict }) => verdict !== 'compatible')
  return [
    `# ${older} to ${newer}`,
    '',
    `${countsOf(findings)}. Semver: **${bumpText(report)}**.`,
    ...(uncovered.length === 0 ? [] : ['', `**Not handled by any hop:** ${uncovered.map(({ fingerprint }) => `\`${fingerprint}\``).join(', ')}`]),
    ...(shown.length === 0 ? [] : ['', '| verdict | where | what | witness | handled by | id |', '|---|---|---|---|---|---|', ...shown.map(row)]),
    '',
  ].join('\n')
}

function row(one: Finding): string {
  const where = `${markdownCell(placeOfFinding(one))} ${markdownCode(pointersOf(one))}`
  const witness = shownWitness(one)
  const cells = [one.verdict, where, markdownCell(one.sentence), witness === undefined ? '' : markdownCode(witness), markdownCell(one.handledBy ?? ''), `${markdownCode(one.fingerprint)} ${one.rule}`]
  return `| ${cells.join(' | ')} |`
}
