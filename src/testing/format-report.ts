import type { LawReport } from './check-laws.js'
import { type Law, lawTitles } from './laws/law.js'
import type { LawCheck, LawViolation } from './laws/run-subject.js'

const numbers = Object.keys(lawTitles).map(Number) as readonly Law[]

/** A report as text: a line for each check with the values each law was held on, then every violation with its counterexample. */
export function formatReport({ checks, violations, seed, runs }: LawReport): string {
  const header = ['procedure', 'half', 'from', 'to', 'values', 'refused', ...numbers.map((law) => `law ${law}`)]
  const values = checks.reduce((sum, check) => sum + check.values, 0)
  const verdict = violations.length === 0 ? 'no violation' : `${violations.length} violation${violations.length === 1 ? '' : 's'}`
  return [
    ...aligned([header, ...checks.map(row)]),
    '',
    ...violations.map((violation) => `${formatViolation(violation)}\n`),
    `${values} values, ${runs} a procedure, half and direction, seed ${seed}: ${verdict}`,
  ].join('\n')
}

const row = ({ procedure, half, from, to, values, refused, laws }: LawCheck): readonly string[] => [
  procedure, half, from, to, String(values), String(refused || '-'), ...numbers.map((law) => String(laws[law] ?? '-')),
]

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)))
  return rows.map((cells) => cells.map((cell, column) => (column < 4 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  '))
}

/** One violation as text, its counterexample to be pasted into a test. */
export function formatViolation({ law, title, procedure, half, from, to, problem, counterexample }: LawViolation): string {
  const parts = Object.entries(counterexample).map(([name, text]) => `\n  const ${name} = ${text}`)
  return `law ${law} (${title})\n  ${procedure} ${half}, ${from} to ${to}: ${problem}${parts.join('')}`
}
