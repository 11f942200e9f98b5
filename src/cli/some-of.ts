/** The first of many in a line: `a, b and 31 more`. */
export function someOf(all: readonly string[], most: number): string {
  const shown = all.slice(0, most).join(', ')
  return all.length > most ? `${shown} and ${all.length - most} more` : shown
}
