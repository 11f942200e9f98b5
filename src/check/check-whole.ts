import type { FormatName } from '../diff/format/format.js'
import { formats } from './format/format.js'
import { formatPart } from './format/table.js'
import { loadCheckout } from './load-checkout.js'
import type { PartName } from './problem.js'
import { runCheck } from './run-check.js'

interface Asked {
  readonly root: string
  readonly parts: readonly PartName[]
  readonly format: FormatName
  readonly against: string | undefined
  readonly output: { readonly write: (text: string) => void; readonly color: boolean }
}

/** Checks a checkout and writes what was found; gives the exit code. */
export async function checkWhole({ root, parts, format, against, output }: Asked): Promise<0 | 1> {
  const checkout = await loadCheckout(root, { against })
  const outcomes = await runCheck(checkout, parts, (outcome) => {
    if (format === 'table') output.write(formatPart(outcome, output))
  })
  output.write(formats[format](outcomes, output))
  return outcomes.some(({ problems }) => problems.length > 0) ? 1 : 0
}
