import { isMet } from './row.mjs'

/** @typedef {import('./row.mjs').Row} Row */

const digits = { x: 2, 'µs': 2, ms: 0, bytes: 0, MB: 1, 'per second': 0 }

/** @param {Row} row @param {number} value */
const shown = ({ unit, most, least }, value) => {
  const places = unit === 'x' && (most ?? least ?? 0) < 2 ? 3 : digits[unit]
  return unit === 'x' ? `${value.toFixed(places)}x` : `${value.toFixed(places)} ${unit}`
}

/** @param {Row} row */
const asked = (row) => {
  if (row.most !== undefined) return `at most ${row.most}${row.unit === 'x' ? 'x' : ` ${row.unit}`}`
  return row.least === undefined ? '' : `at least ${row.least}x`
}

/** `unclear` where the middle half lies on both sides of what is asked for. @param {Row} row */
function verdict(row) {
  if (row.most === undefined && row.least === undefined) return ''
  const [low, high] = [row.low, row.high].map((end) => isMet({ ...row, median: end }))
  if (low !== high) return 'unclear'
  return low ? 'met' : 'missed'
}

/** @param {Row} row */
const cells = (row) => [row.figure, row.case, asked(row), shown(row, row.median), `${shown(row, row.low)} to ${shown(row, row.high)}`, String(row.rounds), verdict(row)]

const head = ['figure', 'case, runners', 'asked', 'median', 'middle half', 'rounds', '']

/** @param {readonly Row[]} rows */
export function table(rows) {
  const all = [head, ...rows.map(cells)]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n')
}

/** @param {readonly Row[]} rows */
export const markdown = (rows) => [head, head.map(() => '---'), ...rows.map(cells)].map((row) => `| ${row.join(' | ')} |`).join('\n')
