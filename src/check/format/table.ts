import { byVerdict } from '../../diff/format/shown.js'
import { rowsFor } from '../../diff/format/table.js'
import type { Problem } from '../problem.js'
import type { PartOutcome } from '../run-check.js'

const [RED, GREEN] = [31, 32]

type Paint = (code: number, text: string) => string

const painter = (color: boolean): Paint => (code, text) => (color ? `\u001b[${code}m${text}\u001b[0m` : text)

export const seconds = (duration: number): string => `${(duration / 1000).toFixed(1)} s`

/** A part that has ended: a line, and its problems below. */
export function formatPart({ part, problems, note, duration }: PartOutcome, { color }: { readonly color: boolean }): string {
  const paint = painter(color)
  const state = problems.length === 0 ? paint(GREEN, 'ok    ') : paint(RED, 'FAILED')
  const head = `${state}  ${part.padEnd(9)} ${seconds(duration).padStart(7)}  ${note}`.trimEnd()
  return [head, ...problems.flatMap((problem) => ['', ...linesOf(problem, paint), ''])].join('\n')
}

function linesOf({ where, rule, problem, breaks, fix, findings = [], output }: Problem, paint: Paint): readonly string[] {
  return [
    `${paint(RED, 'error')}  ${where}  ${rule}`,
    `  ${problem}`,
    ...byVerdict(findings).flatMap((one) => rowsFor(one, paint)).map((line) => `    ${line}`),
    ...(output === undefined ? [] : output.split('\n').map((line) => `    ${line}`)),
    `  breaks  ${breaks}`,
    `  mend    ${fix}`,
  ]
}

/** The last line. */
export function formatSummary(outcomes: readonly PartOutcome[]): string {
  const count = outcomes.reduce((sum, { problems }) => sum + problems.length, 0)
  const failed = outcomes.filter(({ problems }) => problems.length > 0).map(({ part }) => part)
  if (count === 0) return `check: ${outcomes.length} ${outcomes.length === 1 ? 'part' : 'parts'} passed: ${outcomes.map(({ part }) => part).join(', ')}`
  return `check: ${count} ${count === 1 ? 'problem' : 'problems'} in ${failed.join(', ')}`
}
