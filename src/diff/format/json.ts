import type { Report } from '../contract/report.js'

/** The report as it is, for programs. */
export const formatJson = (report: Report): string => JSON.stringify(report, undefined, 2)
