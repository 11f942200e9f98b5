import { join } from 'node:path'
import { root } from './entries.mjs'

/**
 * The folder of a version: `versions/v1` for 1.0.0, `versions/v2.1` for 2.1.0.
 *
 * @param {string} version
 * @param {string} versions the folder of all versions
 */
export const versionFolder = (version, versions = join(root, 'versions')) => {
  const [major, minor] = version.split('.')
  return join(versions, minor === '0' ? `v${major}` : `v${major}.${minor}`)
}
