/**
 * Compares what each entry point exports with its report etc/<entry>.api.md: `node scripts/api.mjs`. `--write` writes the reports
 * instead. Names of entry points, such as `v1 index`, take these alone.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { emitDeclarations } from './api/declarations.mjs'
import { problemsOf, strayReports } from './api/problems.mjs'
import { reportsOf } from './api/report.mjs'
import { entries, root } from './entries.mjs'
import { conclude } from './problem.mjs'

const etc = join(root, 'etc')

/** @param {readonly string[]} names */
const entriesNamed = (names) => {
  const unknown = names.find((name) => !entries.some((entry) => entry.name === name))
  if (unknown !== undefined) throw new Error(`no entry point is named ${unknown}: there are ${entries.map(({ name }) => name).join(', ')}`)
  return names.length === 0 ? entries : entries.filter(({ name }) => names.includes(name))
}

/** @param {import('./api/report.mjs').Report} report @param {boolean} isWritten */
const settle = (report, isWritten) => {
  const path = join(etc, `${report.entry.name}.api.md`)
  if (isWritten) writeFileSync(path, report.text)
  return problemsOf(report, existsSync(path) ? readFileSync(path, 'utf8') : undefined)
}

const { values, positionals } = parseArgs({ options: { write: { type: 'boolean', default: false } }, allowPositionals: true })
const chosen = entriesNamed(positionals)
// Beside the sources, where the packages that they import are found; one for each run, since runs may overlap.
const folder = mkdtempSync(join(root, '.api-'))
try {
  mkdirSync(etc, { recursive: true })
  emitDeclarations(chosen, folder)
  const problems = reportsOf(chosen, folder).flatMap((report) => settle(report, values.write))
  conclude([...problems, ...strayReports(readdirSync(etc))], `api: the reports of ${chosen.length} entry points passed`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
