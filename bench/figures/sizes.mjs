import { fileURLToPath } from 'node:url'
import { sizesOf } from '../../scripts/package/sizes.mjs'
import { measured } from '../harness/row.mjs'

/** @type {Readonly<Record<string, number>>} */
const asked = { v2: 3000, client: 6000, server: 6000 }

/** Own code of the entry points, minified and gzipped as the package checks define it. */
export async function sizes() {
  const all = sizesOf(fileURLToPath(new URL('../../dist', import.meta.url)))
  return all
    .filter(({ name }) => name in asked)
    .map(({ name, own }) => measured({ figure: 'own code', case: `./${name}`, most: asked[name] ?? 0 }, 'bytes', [own]))
}
