import type { Report } from '../contract/report.js'
import { formatGithub } from './github.js'
import { formatJson } from './json.js'
import { formatJunit } from './junit.js'
import { formatMarkdown } from './markdown.js'
import { formatTable } from './table.js'
import { visibleReport } from './visible.js'

/** How a report is written; `color` is for terminals alone. */
type Format = (report: Report, options: { readonly color: boolean }) => string

export type FormatName = 'table' | 'json' | 'markdown' | 'github' | 'junit'

export const formats: Readonly<Record<FormatName, Format>> = {
  table: (report, options) => formatTable(visibleReport(report), options),
  json: formatJson,
  markdown: (report) => formatMarkdown(visibleReport(report)),
  github: (report) => formatGithub(visibleReport(report)),
  junit: (report) => formatJunit(visibleReport(report)),
}
