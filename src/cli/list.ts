import { frozenOn } from './frozen-on.js'
import { overviewOf } from './list/overview.js'
import { overviewText } from './list/overview-text.js'
import { loadRegistry } from './load-registry.js'
import { type Command, UsageError } from './run.js'

const help = `Usage: runners-contracts list [--json]

Every version with its dates, and every hop: what it loses in which direction and why, what it emulates, what it cannot bring
over at all.

Options:
  --json      for programs:
              { name, latest,
                versions: [{ version, frozen, deprecated, sunset, contracts: { runner: ["execute", …] } }],
                hops: [{ from, to,
                         losses: [{ procedure, half, direction, path, reason, policy, conditional }],
                         emulated: [{ procedure, missingIn, losses }],
                         unavailable: [{ procedure, missingIn, reason }],
                         routes: [{ procedure, route }] }] }
              Dates are ISO 8601 or null; frozen is null for a draft; policy is report or reject; fields are only added.
  -h, --help  this text

Exit codes: 0 done, 2 bad usage or a registry that does not fit together.`

/** `runners-contracts list`: what versions there are and what happens between them. */
export const list: Command = {
  name: 'list',
  summary: 'versions, their dates, and what is lost between them',
  help,
  options: { json: { type: 'boolean' } },
  run: async ({ options, positionals }, output) => {
    if (positionals.length > 0) throw new UsageError(`takes no arguments, and was given ${positionals.join(' ')}`)
    const overview = overviewOf(await loadRegistry(), (version) => frozenOn(version))
    output.write(options['json'] === true ? JSON.stringify(overview, null, 2) : overviewText(overview))
    return 0
  },
}
