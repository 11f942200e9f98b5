/** What fits on a line of this length stands on one. */
const LINE = 120

/** JSON whose differences people can read, in the order of the value. */
export const readableJson = (value: unknown): string => `${written(value, '')}\n`

function written(value: unknown, indent: string): string {
  const short = oneLine(value)
  if (indent.length + short.length <= LINE || typeof value !== 'object' || value === null) return short
  const inner = `${indent}  `
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + written(item, inner)).join(',\n')}\n${indent}]`
  const entries = Object.entries(value).map(([key, item]) => `${inner}${text(key)}: ${written(item, inner)}`)
  return `{\n${entries.join(',\n')}\n${indent}}`
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return text(value)
  const entries = Object.entries(value).map(([key, item]) => `${text(key)}: ${oneLine(item)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

/** Letters beyond ASCII may look like others, or turn a line around. */
const text = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
