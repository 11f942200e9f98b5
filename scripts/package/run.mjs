import { execFileSync } from 'node:child_process'

/**
 * Runs a program to its end and gives what it printed; throws, with all of it, where it fails.
 *
 * @param {string} cwd
 * @param {string} command
 * @param {readonly string[]} args
 */
export const run = (cwd, command, ...args) => {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 26 })
  } catch (error) {
    const { stdout = '', stderr = '' } = /** @type {{ stdout?: string, stderr?: string }} */ (error)
    throw new Error(`${[command, ...args].join(' ')} failed in ${cwd}\n${stdout}${stderr}`, { cause: error })
  }
}
