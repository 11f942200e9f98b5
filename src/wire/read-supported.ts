/** The versions in a supported header; `undefined` where the peer sent none. */
export function readSupported(header: string | readonly string[] | undefined): readonly string[] | undefined {
  if (header === undefined) return undefined
  const text = typeof header === 'string' ? header : header.join(',')
  return text
    .split(',')
    .map((version) => version.trim())
    .filter((version) => version !== '')
}
