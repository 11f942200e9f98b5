/**
 * Golden payloads, `versions/vN/golden/*.json`: writes what each payload becomes in every older version, and what payloads of older
 * versions become in this one. Payloads are chosen by hand; a half that has none gets a few to begin with. Versions that are
 * frozen stay as they are. `--versions` names another folder, `--only`
 * one version.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { goldenFiles, type GoldenFile } from '../src/check/golden-files.js'
import { folderName } from '../src/engine/folder-name.js'
import { registry } from '../src/registry.js'
import { documentText } from '../src/testing/golden/document.js'

const own = fileURLToPath(new URL('../versions/', import.meta.url))
const { versions, only } = parseArgs({ options: { versions: { type: 'string', default: own }, only: { type: 'string' } } }).values

async function rewrite({ path, file, current }: GoldenFile): Promise<readonly string[]> {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined
  const after = documentText(await current())
  if (after === before) return []
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, after)
  return [file]
}

/** A payload or a hop that is wrong must not keep the other files from being written. */
function refused(version: string, { file }: GoldenFile, { message }: Error): readonly string[] {
  console.error(`${version}: ${file} stays: ${message}`)
  process.exitCode = 1
  return []
}

for (const { version } of registry.versions) {
  if (only !== undefined && only !== version) continue
  if (existsSync(join(versions, folderName(version), 'frozen.json'))) {
    console.log(`${version} is frozen: its golden payloads stay`)
    continue
  }
  const written: string[] = []
  for (const one of goldenFiles(registry, version, versions)) {
    written.push(...(await rewrite(one).catch((error: Error) => refused(version, one, error))))
  }
  console.log(`${version}: ${written.length === 0 ? 'nothing changed' : `wrote ${written.join(', ')}`}`)
}
