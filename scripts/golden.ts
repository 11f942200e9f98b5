/**
 * Golden payloads, `versions/vN/golden/*.json`: writes what each payload becomes in every other version. Payloads are chosen by hand;
 * a half that has none gets a few to begin with. Versions that are frozen stay as they are. `--versions` names another folder.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { registry } from '../src/registry.js'
import { type GoldenDocument, documentText } from '../src/testing/golden/document.js'
import { goldenPlaces } from '../src/testing/golden/place.js'
import { recomputed } from '../src/testing/golden/recompute.js'
import { seedDocument } from '../src/testing/golden/seed.js'
import { versionFolder } from './version-folder.mjs'

const { versions } = parseArgs({ options: { versions: { type: 'string' } } }).values
const ids = registry.versions.map(({ version }) => version)

for (const version of ids) {
  const folder = versionFolder(version, versions)
  if (existsSync(join(folder, 'frozen.json'))) {
    console.log(`${version} is frozen: its golden payloads stay`)
    continue
  }
  const written: string[] = []
  for (const place of goldenPlaces(registry, version)) {
    const path = join(folder, 'golden', place.file)
    const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined
    const payloads = before === undefined ? seedDocument(registry, place) : (JSON.parse(before) as GoldenDocument)
    const after = documentText(await recomputed(registry, place, payloads, ids.filter((id) => id !== version)))
    if (after === before) continue
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, after)
    written.push(place.file)
  }
  console.log(`${version}: ${written.length === 0 ? 'nothing changed' : `wrote ${written.join(', ')}`}`)
}
