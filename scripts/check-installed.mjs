/**
 * `npm run check:installed`: the packed tarball in an empty project: every entry point runs and type checks there, and on each Node in
 * `package/nodes.mjs` it serves and calls over HTTP, and its binary works. Needs the registry of npm.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { manifest, root } from './entries.mjs'
import { nodeProgram, nodes } from './package/nodes.mjs'
import { pack } from './package/pack.mjs'
import { installedProject } from './package/project.mjs'
import { run } from './package/run.mjs'

/** @param {string} project @param {string} version of Node */
const exercise = (project, version) => {
  const program = nodeProgram(version)
  console.log(run(project, program, 'exercise.mjs').trimEnd())
  for (const [name, file] of Object.entries(manifest.bin)) {
    const binary = join('node_modules', manifest.name, file)
    const told = [run(project, program, binary, '--help'), run(project, program, binary, 'diff', 'v1', 'v2')]
    if (told.some((text) => text.length < 100)) throw new Error(`${name} says next to nothing on node ${version}`)
    console.log(`node ${version}: ${name} --help, ${name} diff v1 v2`)
  }
}

const folder = mkdtempSync(join(tmpdir(), 'runners-contracts-'))
const project = join(folder, 'user')
try {
  const { tarball } = pack(folder)
  installedProject(project, tarball)
  cpSync(join(root, 'scripts/package/user'), project, { recursive: true })
  for (const version of nodes) exercise(project, version)
  console.log(`package: installed from the tarball, passed on node ${nodes.join(', ')}`)
} catch (error) {
  console.error(`package: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
