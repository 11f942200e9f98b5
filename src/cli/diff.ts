import { isAsBad, type Verdict } from '../diff/compare/finding.js'
import { compareSchemas } from '../diff/contract/compare-schemas.js'
import { compareRegistered } from '../diff/contract/compare-versions.js'
import type { Report } from '../diff/contract/report.js'
import { formats } from '../diff/format/format.js'
import { compareOpenApi } from '../diff/openapi/compare-openapi.js'
import { formatIn, formatNames } from './format-in.js'
import { loadRegistry } from './load-registry.js'
import { oneOf } from './one-of.js'
import { readJson } from './read-json.js'
import { readSchema } from './read-schema.js'
import { type Command, type Given, UsageError } from './run.js'
import { versionNamed } from './version-named.js'

const help = `Usage: runners-contracts diff <older> <newer> [options]
       runners-contracts diff --schema <old.json> <new.json> --direction request|response
       runners-contracts diff --openapi <old.json> <new.json>

What changed on the wire, for whom, with a witness for whatever breaks.
Versions are named as v1 or 1.0.0.

Options:
  --schema                 compare two JSON Schemas (draft 4 to 2020-12)
  --openapi                compare two OpenAPI documents (3.0, 3.1; JSON)
  --direction <direction>  of --schema: request (old to new) or response (new to old)
  --format <format>        ${formatNames.join(', ')} (default: table)
  --fail-on <verdict>      exit 1 at breaking, unproven or lossy, and at whatever is worse
  -h, --help               this text

Exit codes: 0 done, 1 found what --fail-on names or a break that no hop handles, 2 bad usage.
NO_COLOR is honoured; without a terminal there is no colour.`

/** `runners-contracts diff`: the wire diff. */
export const diff: Command = {
  name: 'diff',
  summary: 'what changed on the wire between two versions, with witnesses',
  help,
  options: {
    schema: { type: 'boolean' },
    openapi: { type: 'boolean' },
    direction: { type: 'string' },
    format: { type: 'string', default: 'table' },
    'fail-on': { type: 'string' },
  },
  run: async (given, output) => {
    const { options } = given
    const format = formatIn(given)
    const failOn = options['fail-on'] === undefined ? undefined : oneOf<Verdict>('--fail-on', options['fail-on'], ['breaking', 'unproven', 'lossy'])
    const report = await compared(given)
    output.write(formats[format](report, { color: output.color }))
    return exitCode(report, failOn)
  },
}

/** 1 where something is as bad as `failOn`, or breaks between registered versions and no hop handles it. */
export function exitCode({ findings, uncovered }: Report, failOn: Verdict | undefined): 0 | 1 {
  const isBad = failOn !== undefined && findings.some(({ verdict }) => isAsBad(verdict, failOn))
  return isBad || uncovered.length > 0 ? 1 : 0
}

async function compared({ options, positionals }: Given): Promise<Report> {
  const [older, newer, ...others] = positionals
  if (older === undefined || newer === undefined || others.length > 0) throw new UsageError('give two things to compare, older first, such as v1 v2')
  if (options['schema'] === true && options['openapi'] === true) throw new UsageError('give --schema or --openapi, not both')
  if (options['schema'] === true) {
    const direction = oneOf('--direction', options['direction'], ['request', 'response'])
    return compareSchemas(readSchema(older), readSchema(newer), direction)
  }
  if (options['direction'] !== undefined) throw new UsageError('--direction goes with --schema')
  if (options['openapi'] === true) return compareOpenApi(readJson(older), readJson(newer))
  const registry = await loadRegistry()
  const [from, to] = [versionNamed(registry, older), versionNamed(registry, newer)]
  const ids = registry.versions.map(({ version }) => version)
  if (ids.indexOf(from) > ids.indexOf(to)) throw new UsageError(`${from} is the newer one: give ${newer} ${older}`)
  return compareRegistered(registry, from, to)
}
