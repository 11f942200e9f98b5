import { fileURLToPath } from 'node:url'
import { sizesOf } from '../../scripts/package/sizes.mjs'
import { measured } from '../harness/row.mjs'

/** @type {Readonly<Record<string, number>>} */
const asked = { v2: 3 * 1024, client: 6 * 1024, server: 6 * 1024 }

/** Own code of the entry points, minified and gzipped as the package checks define it. */
export async function sizes() {
  const all = sizesOf(fileURLToPath(new URL('../../dist', import.meta.url)))
  return all
    .filter(({ name }) => name in asked)
    .map(({ name, own }) => measured({ figure: 'own code', case: `./${name}`, most: asked[name] ?? 0 }, 'bytes', [own]))
}
