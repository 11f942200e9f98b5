/**
 * `npm run bench`: what versioning costs, over doing without it. `--quick` within a minute, `--json`, `--markdown`,
 * `--only handler,client`. It judges nothing: the exit code says whether every contender gave the same answers.
 */
import { parseArgs } from 'node:util'
import { client } from './figures/client.mjs'
import { conversion } from './figures/conversion.mjs'
import { handler } from './figures/handler.mjs'
import { hops } from './figures/hops.mjs'
import { importing } from './figures/import.mjs'
import { loaded } from './figures/load.mjs'
import { memory } from './figures/memory.mjs'
import { sizes } from './figures/sizes.mjs'
import { types } from './figures/types.mjs'
import { versions } from './figures/versions.mjs'
import { markdown, table } from './harness/format.mjs'
import { planOf } from './harness/plan.mjs'
import { inProcesses } from './harness/processes.mjs'

const figures = { handler: inProcesses(handler), client: inProcesses(client), load: loaded, conversion, hops, versions, import: importing, sizes, types, memory }

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false }, markdown: { type: 'boolean', default: false }, only: { type: 'string' } },
})

// of the types there is nothing to time: `npm test` holds their budget
const usual = Object.keys(figures).filter((name) => !values.quick || name !== 'types')
const names = values.only?.split(',') ?? usual
const unknown = names.filter((name) => !Object.hasOwn(figures, name))
if (unknown.length > 0) throw new RangeError(`--only takes ${Object.keys(figures).join(', ')}: not ${unknown.join(', ')}`)

const plan = planOf(values.quick)
const rows = []
for (const name of names) {
  process.stderr.write(`${name} …\n`)
  rows.push(...(await figures[/** @type {keyof typeof figures} */ (name)](plan)))
}

if (values.json) console.log(JSON.stringify({ node: process.version, quick: values.quick, rows }, null, 2))
else console.log(values.markdown ? markdown(rows) : table(rows))
// undici keeps its connections, and no figure is open
process.exit()
