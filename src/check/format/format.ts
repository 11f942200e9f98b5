import type { FormatName } from '../../diff/format/format.js'
import type { PartOutcome } from '../run-check.js'
import { formatGithub } from './github.js'
import { formatJunit } from './junit.js'
import { formatMarkdown } from './markdown.js'
import { formatSummary } from './table.js'

/** How a finished check is written. The table shows its parts as they end: of it only the end is left. */
export const formats: Readonly<Record<FormatName, (outcomes: readonly PartOutcome[], options: { readonly color: boolean }) => string>> = {
  table: formatSummary,
  json: (outcomes) => JSON.stringify({ passed: outcomes.every(({ problems }) => problems.length === 0), parts: outcomes }, undefined, 2),
  markdown: formatMarkdown,
  github: formatGithub,
  junit: formatJunit,
}
