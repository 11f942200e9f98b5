import { rmSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'tsup'

const programs = ['runner', 'legacy-runner', 'orchestrator', 'v2-caller', 'v1-caller', 'v2-submitter', 'v1-submitter']

/** Bundles the programs of the chaos, so that a process starts in a third of the time; resolves to their folder. */
export async function bundle(mark: string): Promise<URL> {
  // below node_modules, where lmdb, which has a binary, is found
  const outDir = fileURLToPath(new URL(`../../node_modules/.cache/chaos/${mark}/`, import.meta.url))
  process.once('exit', () => rmSync(outDir, { recursive: true, force: true }))
  await build({
    entry: programs.map((program) => fileURLToPath(new URL(`${program}.ts`, import.meta.url))),
    outDir,
    config: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    noExternal: [/^(?!lmdb)/],
    external: ['lmdb'],
    banner: { js: "import { createRequire as requireBeside } from 'node:module'\nconst require = requireBeside(import.meta.url)" },
    silent: true,
  })
  return pathToFileURL(outDir)
}
