/** `npm run sizes`: how much code of ours each entry point of dist/ loads, beside its budget. */
import { join } from 'node:path'
import { root } from './entries.mjs'
import { sizesOf } from './package/sizes.mjs'

console.table(Object.fromEntries(sizesOf(join(root, 'dist')).map(({ name, ...size }) => [name, size])))
