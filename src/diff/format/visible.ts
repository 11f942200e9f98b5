import type { Finding } from '../compare/finding.js'
import type { Report } from '../contract/report.js'

/** Characters that steer a terminal, break a line or turn the direction of writing. */
const steering = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu

/** Text that shows as it is, whatever a name in a foreign schema holds: `\u001b` for an escape. */
export const visible = (text: string) => text.replaceAll(steering, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A report whose texts are visible; the witness is written as JSON by whoever shows it. */
export function visibleReport(report: Report): Report {
  const [findings, uncovered] = [report.findings.map(visibleFinding), report.uncovered.map(visibleFinding)]
  const bumps = Object.fromEntries(Object.entries(report.bumps).map(([name, bump]) => [visible(name), bump]))
  return { ...report, older: visible(report.older), newer: visible(report.newer), bumps, findings, uncovered }
}

const visibleFinding = ({ witness, ...one }: Finding): Finding => ({
  ...(Object.fromEntries(Object.entries(one).map(([key, text]) => [key, visible(text)])) as unknown as Finding),
  ...(witness !== undefined && { witness }),
})
