import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Problem } from '../../src/check/problem.js'
import { copyProject, type ProjectCopy } from './project-copy.js'

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** How a process ended. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface RunOptions {
  /** Path in the copy. */
  readonly script?: string
  readonly env?: Readonly<Record<string, string>>
}

/** A copy of the project in a git repository of its own, in which the real commands run. */
export interface CheckoutCopy extends ProjectCopy {
  readonly git: (...args: readonly string[]) => string
  /** Everything as it was committed. */
  readonly reset: () => void
  /** Runs a script of the copy, by default the commands. */
  readonly contracts: (args: readonly string[], options?: RunOptions) => Promise<Ended>
  /** `check` with these arguments: how it ended, and the problems that it found. */
  readonly check: (args: string, options?: RunOptions) => Promise<{ readonly code: number | null; readonly problems: readonly Problem[] }>
}

export function copyCheckout(): CheckoutCopy {
  const copy = copyProject()
  const { folder } = copy
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false']
  const git = (...args: readonly string[]) => execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  git('init', '--quiet', '--initial-branch=main')
  // the packages are a link here, which .gitignore does not mean
  appendFileSync(join(folder, '.git/info/exclude'), 'node_modules\n')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'as it is')
  git('tag', 'start')
  const contracts = (args: readonly string[], { script = 'src/cli/main.ts', env = {} }: RunOptions = {}) =>
    ended(process.execPath, ['--import', tsx, join(folder, script), ...args], folder, { TSX_TSCONFIG_PATH: join(folder, 'tsconfig.run.json'), ...env })
  return {
    ...copy,
    git,
    reset: () => {
      git('checkout', '--quiet', '--force', '-B', 'main', 'start')
      git('clean', '--quiet', '-d', '--force')
    },
    contracts,
    check: async (args, options) => {
      const { code, out, err } = await contracts(['check', '--format', 'json', ...args.split(' ')], options)
      if (!out.startsWith('{')) throw new Error(`check ${args} ended with ${code}: ${out}${err}`)
      return { code, problems: (JSON.parse(out) as { readonly parts: readonly { readonly problems: readonly Problem[] }[] }).parts.flatMap(({ problems }) => problems) }
    },
  }
}

/** Runs a program to its end. */
export function ended(program: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    const texts = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.err += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...texts }))
  })
}
