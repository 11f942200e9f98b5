import { markdownCell, markdownCode } from '../../diff/format/escape.js'
import { byVerdict, shownWitness } from '../../diff/format/shown.js'
import type { Problem } from '../problem.js'
import type { PartOutcome } from '../run-check.js'
import { formatSummary, seconds } from './table.js'

/** For a page: a row a part, and a row a problem. */
export function formatMarkdown(outcomes: readonly PartOutcome[]): string {
  const problems = outcomes.flatMap((outcome) => outcome.problems)
  const parts = outcomes.map(({ part, note, duration, problems: own }) => `| ${part} | ${own.length === 0 ? 'ok' : `${own.length} failed`} | ${seconds(duration)} | ${markdownCell(note)} |`)
  const rows = problems.map((one) => `| ${[one.part, `${markdownCode(one.where)} ${one.rule}`, whatOf(one), markdownCell(one.breaks), markdownCell(one.fix)].join(' | ')} |`)
  return [
    `# ${formatSummary(outcomes)}`,
    '',
    '| part | state | time | what |',
    '|---|---|---|---|',
    ...parts,
    ...(rows.length === 0 ? [] : ['', '| part | where | what | breaks | mend |', '|---|---|---|---|---|', ...rows]),
    '',
  ].join('\n')
}

function whatOf({ problem, findings = [], output }: Problem): string {
  const found = byVerdict(findings).map((one) => {
    const witness = shownWitness(one)
    return `${one.verdict}: ${markdownCell(one.sentence)}${witness === undefined ? '' : ` ${markdownCode(witness)}`}`
  })
  return [markdownCell(problem), ...found, ...(output === undefined ? [] : output.split('\n').map(markdownCode))].join('<br>')
}
