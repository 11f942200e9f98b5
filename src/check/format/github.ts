import { githubData, githubProperty } from '../../diff/format/escape.js'
import type { Problem } from '../problem.js'
import type { PartOutcome } from '../run-check.js'
import { plainLines } from './plain.js'
import { formatSummary } from './table.js'

/** GitHub's workflow commands: an annotation a problem, at its file where it has one. */
export function formatGithub(outcomes: readonly PartOutcome[]): string {
  const annotations = outcomes.flatMap(({ problems }) => problems.map(annotation))
  return [...annotations, `::notice title=${githubProperty('check')}::${githubData(formatSummary(outcomes))}`].join('\n')
}

function annotation(problem: Problem): string {
  const { part, rule, where } = problem
  const file = /^[\w.-]+(?:\/[\w.-]+)*\.[a-z]+$/.exec(where.split(', ')[0] ?? '')?.[0]
  const place = file === undefined ? '' : `file=${githubProperty(file)},`
  return `::error ${place}title=${githubProperty(`${part}: ${where} ${rule}`)}::${githubData(plainLines(problem).join('\n'))}`
}
