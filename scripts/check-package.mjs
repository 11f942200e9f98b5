/**
 * `npm run check:package`: the package as npm would publish it, built and packed apart: what is in the tarball, publint, attw, the
 * packages that each entry point needs, and its size.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attwProblems } from './package/attw.mjs'
import { contentProblems } from './package/contents.mjs'
import { needProblems } from './package/needs.mjs'
import { pack } from './package/pack.mjs'
import { publintProblems } from './package/publint.mjs'
import { sizeProblems, sizesOf } from './package/sizes.mjs'
import { conclude } from './problem.mjs'

const folder = mkdtempSync(join(tmpdir(), 'runners-contracts-'))
try {
  const packed = pack(folder)
  const absent = contentProblems(packed.unpacked)
  // Where a file is missing the others stumble over it.
  const others = absent.length > 0 ? [] : [
    ...(await publintProblems(packed)),
    ...attwProblems(packed),
    ...needProblems(packed.unpacked),
    ...sizeProblems(sizesOf(join(packed.unpacked, 'dist'))),
  ]
  conclude([...absent, ...others], 'package: contents, publint, attw, imports and sizes passed')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
