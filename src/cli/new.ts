import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { inCheckout } from './checkout.js'
import { frozenOn } from './frozen-on.js'
import { loadRegistry } from './load-registry.js'
import { namesOf, type VersionNames } from './new/names.js'
import { nextSteps } from './new/next-steps.js'
import { nextVersion } from './new/next-version.js'
import { planned } from './new/planned.js'
import { Unfit } from './new/unfit.js'
import { written } from './new/written.js'
import { type Output, UsageError } from './run.js'

const help = `Usage: runners-contracts new <version>

Begins the next version as a copy of the latest: v3 or 3.0.0 for a major, v2.1 or 2.1.0 for what every peer of 2.0.0 understands.
Writes versions/v3, its golden payloads and its wire diff; for a major migrations/v2-v3, which the compiler refuses wherever a
decision is missing; and names the version in src/registry.ts, versions/latest.ts and package.json. All of it or nothing.

Works on the checkout that it is called in.

Options:
  -h, --help  this text

Exit codes: 0 done, 1 the project does not look as expected (nothing was written), 2 bad usage.`

/** `runners-contracts new`: the next version, as a copy of the latest. */
export const newVersion = inCheckout({
  name: 'new',
  summary: 'begins the next version as a copy of the latest',
  help,
  options: {},
  run: async ({ positionals }, output, root) => {
    const [named, ...others] = positionals
    if (named === undefined || others.length > 0) throw new UsageError('give one version, such as v3 or v2.1')
    const registry = await loadRegistry()
    const from = namesOf(registry.latest.version)
    const to = namesOf(nextVersion(named, registry.versions.map(({ version }) => version)))
    try {
      const undo = written(root, await planned(root, registry, from, to))
      derive(root, to, undo)
    } catch (error) {
      if (!isExpected(error)) throw error
      output.fail(`runners-contracts new: ${error.message}. Nothing was written.`)
      return 1
    }
    return conclude(root, from, to, output)
  },
})

/** What the project or its file system refuses; anything else is a defect of this command. */
const isExpected = (error: unknown): error is Error => error instanceof Unfit || (error instanceof Error && 'syscall' in error)

/** What follows from the sources, written by the commands that write it ever after. */
function derive(root: string, { version }: VersionNames, undo: () => void): void {
  for (const script of [['scripts/golden.ts', '--only', version], ['scripts/docs-diff.ts']]) {
    const { status, stderr } = source(root, script)
    if (status === 0) continue
    undo()
    throw new Unfit(`${script.join(' ')} failed: ${stderr.trim()}`)
  }
}

const source = (root: string, [script = '', ...args]: readonly string[]) =>
  spawnSync(process.execPath, [...process.execArgv, join(root, script), ...args], { cwd: root, encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.run.json') } })

/** Within a major, the wire diff is what allows the version: it is shown. */
function conclude(root: string, from: VersionNames, to: VersionNames, output: Output): number {
  output.write(nextSteps(from, to, frozenOn(from.version, root) !== null))
  if (from.prefix === to.prefix) output.write(`\n${source(root, ['src/cli/main.ts', 'diff', from.version, to.version]).stdout.trimEnd()}`)
  return 0
}
