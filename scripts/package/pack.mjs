import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../entries.mjs'
import { locks } from './locks.mjs'
import { run } from './run.mjs'

/** Beside dist/, what the package is made of; a lock is there to hold a later version of the package against. */
const beside = () => ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', ...locks()]

/**
 * Builds the package apart, so that the project's own dist/ stays as it is, and packs it as npm would publish it.
 *
 * @param {string} folder an empty one
 * @returns {{ readonly tarball: string, readonly unpacked: string }} the tarball, and the folder of what is in it
 */
export const pack = (folder) => {
  const staged = join(folder, 'staged')
  mkdirSync(staged)
  for (const file of beside()) cpSync(join(root, file), join(staged, file))
  for (const config of ['tsup.config.ts', 'tsup.binary.config.ts']) {
    run(root, process.execPath, join(root, 'node_modules/tsup/dist/cli-default.js'), '--config', config, '--silent', '--out-dir', join(staged, 'dist'))
  }
  run(staged, 'npm', 'pack', '--ignore-scripts', '--loglevel=error', '--silent', '--pack-destination', folder)
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'))
  if (tarball === undefined) throw new Error('npm pack left no tarball')
  run(folder, 'tar', '-xzf', tarball)
  return { tarball: join(folder, tarball), unpacked: join(folder, 'package') }
}
