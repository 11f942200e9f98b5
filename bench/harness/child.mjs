import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What a script prints as JSON, run by a process of its own in the project's folder. @param {string} script @param {readonly string[]} [flags] */
export async function inProcess(script, flags = []) {
  const cwd = fileURLToPath(new URL('../..', import.meta.url))
  const { stdout } = await run(process.execPath, [...flags, '--input-type=module', '--eval', script], { cwd })
  return JSON.parse(stdout)
}
