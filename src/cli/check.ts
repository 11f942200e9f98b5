import { type PartName, partNames } from '../check/problem.js'
import { type CheckoutCommand, inCheckout } from './checkout.js'
import { formatIn, formatNames } from './format-in.js'
import { oneOf } from './one-of.js'
import { type Given, type OptionValue, UsageError } from './run.js'

const help = `Usage: runners-contracts check [options]

Holds a checkout to what was promised: one command for CI. Its parts:
  registry   versions and hops fit together, every folder is registered and exported
  frozen     frozen versions are what their locks say: sources, wire, golden payloads, API report
  against    what is frozen on another side is the same here (with --against)
  semver     each version's number says what changed on the wire; a hop handles what breaks
  golden     golden payloads become what is written beside them
  docs       docs/ says what the wire diff says
  laws       the laws of conversion, on few values
  unused     no export, file or dependency that nothing uses
  api        the API reports in etc/ are up to date
  package    the package as npm would publish it: contents, publint, attw, imports, sizes

Options:
  --against <side>    a git ref, npm:name@version, a tarball or a folder, such as origin/main
  --only <part,...>   these parts alone
  --skip <part,...>   without these; --skip api,package takes seconds
  --format <format>   ${formatNames.join(', ')} (default: table)
  -h, --help          this text

Exit codes: 0 nothing found, 1 problems, 2 bad usage. NO_COLOR is honoured.`

/** `runners-contracts check`: the gate. */
const checkout: CheckoutCommand = {
  name: 'check',
  summary: 'hold a checkout to what was promised: the gate for CI',
  help,
  options: {
    against: { type: 'string' },
    only: { type: 'string' },
    skip: { type: 'string' },
    format: { type: 'string', default: 'table' },
  },
  run: async (given, output, root) => {
    const { options, positionals } = given
    if (positionals.length > 0) throw new UsageError(`takes no "${positionals[0]}"`)
    const format = formatIn(given)
    const parts = partsOf(options)
    const { checkWhole } = await import('../check/check-whole.js')
    return checkWhole({ root, parts, format, against: options['against'] as string | undefined, output })
  },
}

export const check = inCheckout(checkout)

function partsOf(options: Given['options']): readonly PartName[] {
  const [only, skip] = [named('--only', options['only']), named('--skip', options['skip'])]
  if (only?.includes('against') === true && options['against'] === undefined) throw new UsageError('--only against needs --against <git ref, npm:name@version, tarball or folder>')
  const isAsked = (name: PartName) => (name === 'against' ? options['against'] !== undefined : (only?.includes(name) ?? true))
  const parts = partNames.filter((name) => isAsked(name) && !skip?.includes(name))
  if (parts.length === 0) throw new UsageError('no part is left to check')
  return parts
}

function named(option: string, given: OptionValue): readonly PartName[] | undefined {
  return given === undefined ? undefined : String(given).split(',').map((name) => oneOf(option, name, partNames))
}
