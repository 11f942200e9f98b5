import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const left = new Set(['node_modules', 'dist', 'coverage', 'reports', '.git', '.stryker-tmp'])

/** A copy of the project, to plant faults in; it borrows the packages that are installed here. */
export interface ProjectCopy {
  readonly folder: string
  readonly edit: (path: string, change: (text: string) => string) => void
  readonly write: (path: string, text: string) => void
  /** Runs a script of the copy to its end. */
  readonly run: (script: string, ...args: readonly string[]) => { readonly status: number | null; readonly stdout: string; readonly stderr: string }
  readonly remove: () => void
}

export function copyProject(): ProjectCopy {
  const folder = mkdtempSync(join(tmpdir(), 'contracts-'))
  // Temporary folders of tests that run meanwhile begin with a dot and end with six letters.
  cpSync(root, folder, { recursive: true, filter: (path) => !left.has(relative(root, path)) && !/^\.\w+-\w{6}$/.test(basename(path)) })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text)
  return {
    folder,
    write,
    edit: (path, change) => write(path, changed(path, readFileSync(join(folder, path), 'utf8'), change)),
    run: (script, ...args) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8' })
      return { status, stdout, stderr }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A fault that changes nothing would be "not caught" for the wrong reason. */
function changed(path: string, text: string, change: (text: string) => string): string {
  const after = change(text)
  if (after === text) throw new Error(`the planted change of ${path} changes nothing`)
  return after
}
