import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../entries.mjs'
import { run } from './run.mjs'

/** The oldest Node that "engines" promises, and the newest of each line that is kept up. */
export const nodes = ['20.19.0', '20.20.2', '22.23.3', '24.21.0']

/** The npm package `node` is a script that installs one of these; without it nothing has to run at installation. */
const platformPackage = () => {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'
  return `${prefix}-${platform}-${process.arch}`
}

/**
 * The program of a version of Node, kept in node_modules/.cache.
 *
 * @param {string} version
 */
export const nodeProgram = (version) => {
  const folder = join(root, 'node_modules/.cache/node', version)
  const program = join(folder, 'node_modules', platformPackage(), 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  run(folder, 'npm', 'install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `${platformPackage()}@${version}`)
  return program
}
