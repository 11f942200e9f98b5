import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../entries.mjs'

/** The locks of frozen versions: `versions/v1/frozen.json`. */
export const locks = () =>
  readdirSync(join(root, 'versions'))
    .map((name) => `versions/${name}/frozen.json`)
    .filter((path) => existsSync(join(root, path)))
