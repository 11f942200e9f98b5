import { execFile } from 'node:child_process'

export interface Ran {
  readonly isDone: boolean
  readonly output: string
}

/** Runs a program to its end; what it prints, on either stream, where it failed. */
export const runTool = (program: string, args: readonly string[], cwd: string): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(program, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ isDone: error === null, output: error === null ? stdout : `${stdout}${stderr}`.trim() || error.message })
    })
  })
