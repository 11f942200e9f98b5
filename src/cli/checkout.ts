import { spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Command, type Given, type Output, UsageError } from './run.js'

const PACKAGE = '@runners/contracts'
const MAIN = 'src/cli/main.ts'

/** A command that works on the files of a checkout of this project. */
export interface CheckoutCommand extends Omit<Command, 'run'> {
  /** `root` is the absolute path of the checkout, whose own source is running. @throws UsageError */
  readonly run: (given: Given, output: Output, root: string) => number | Promise<number>
}

/** The command, run by the source of the checkout that it is called in: here, or in a process of its own. */
export function inCheckout(command: CheckoutCommand): Command {
  return {
    ...command,
    run: (given, output) => {
      const root = findCheckout(process.cwd())
      if (root === undefined) throw new UsageError(`works on a checkout of ${PACKAGE}, and ${process.cwd()} is in none: clone its repository and call it there`)
      if (!existsSync(join(root, MAIN))) throw new UsageError(`works on a checkout of ${PACKAGE}, and ${root} is the package as it is installed: clone its repository and call it there`)
      return root === ownSource() ? command.run(given, output, root) : runSource(root, [command.name, ...given.args])
    },
  }
}

/** The nearest folder, upwards, that has this package's name and its versions: a checkout, or the package as it is installed. */
export function findCheckout(folder: string): string | undefined {
  if (existsSync(join(folder, 'versions')) && nameOf(folder) === PACKAGE) return realpathSync(folder)
  return dirname(folder) === folder ? undefined : findCheckout(dirname(folder))
}

function nameOf(folder: string): unknown {
  try {
    return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly name?: unknown } | null)?.name
  } catch {
    return undefined
  }
}

/** The checkout whose source this is; `undefined` where it is a build. */
function ownSource(): string | undefined {
  const self = fileURLToPath(import.meta.url)
  return self.endsWith('.ts') ? realpathSync(join(dirname(self), '../..')) : undefined
}

/** Runs the source of a checkout with its own tsx, and gives its exit code. */
function runSource(root: string, args: readonly string[]): Promise<number> {
  const tsx = loaderOf(root)
  if (tsx === undefined) throw new UsageError(`${root} has no packages installed: run npm ci there`)
  const argv = ['--import', pathToFileURL(tsx).href, join(root, MAIN), ...args]
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.run.json') }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argv, { stdio: 'inherit', env })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

function loaderOf(root: string): string | undefined {
  try {
    return createRequire(join(root, 'package.json')).resolve('tsx')
  } catch {
    return undefined
  }
}
