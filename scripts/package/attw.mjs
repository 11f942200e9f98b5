import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../entries.mjs'

/**
 * What "are the types wrong" says of the package as packed, for those who import it as ESM.
 *
 * @param {{ readonly tarball: string }} packed
 * @returns {readonly import('../problem.mjs').Problem[]}
 */
export const attwProblems = ({ tarball }) => {
  const program = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js')
  const args = [program, tarball, '--profile', 'esm-only', '--no-summary', '--no-color', '--no-emoji', '--format', 'ascii']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  if (status === 0) return []
  return [{
    where: 'package.json exports',
    what: 'attw: the types of an entry point are not those of its code',
    who: 'whoever imports it in TypeScript',
    mend: 'see "types" in "exports" of package.json, and tsup.config.ts',
    detail: `${stdout}${stderr}`,
  }]
}
