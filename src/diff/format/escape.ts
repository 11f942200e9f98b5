/** The text of one of GitHub's workflow commands. */
export const githubData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

/** A property of one of GitHub's workflow commands. */
export const githubProperty = (text: string): string => githubData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Text of XML 1.0, which has no way to write most control characters. */
export const xmlText = (text: string): string =>
  [...text].map((char) => names[char] ?? (isControl(char.codePointAt(0)!) ? `\\u${char.codePointAt(0)!.toString(16).padStart(4, '0')}` : char)).join('')

const isControl = (point: number) => (point < 0x20 && point !== 9 && point !== 10 && point !== 13) || (point >= 0xd800 && point <= 0xdfff) || point === 0xfffe || point === 0xffff

/** Text in a table: a bar ends a cell, in code too. */
export const markdownCell = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;')

/** Code in a table, fenced by more ticks than it has. */
export function markdownCode(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${text.replaceAll('|', '\\|').replaceAll('\n', ' ')}${pad}${fence}`
}
