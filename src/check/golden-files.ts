import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderName } from '../engine/folder-name.js'
import type { Registry } from '../engine/registry.js'
import type { GoldenArrivals, GoldenDocument } from '../testing/golden/document.js'
import { arrivalsFile, type GoldenPlace, goldenPlaces } from '../testing/golden/place.js'
import { arrivals, recomputed } from '../testing/golden/recompute.js'
import { askedIn, seedDocument } from '../testing/golden/seed.js'

/** One file of golden payloads, and what it shall hold now; `current` reads what people chose from the files that are there. */
export interface GoldenFile {
  readonly file: string
  readonly path: string
  readonly current: () => Promise<GoldenDocument | GoldenArrivals>
}

/** Every file in the golden folder of a version: its own payloads first, then those of each older version. `versions` holds the folders of versions. */
export function goldenFiles(registry: Registry, version: string, versions: string): readonly GoldenFile[] {
  const ids = registry.versions.map(({ version: id }) => id)
  const older = ids.slice(0, ids.indexOf(version))
  const pathOf = (id: string, file: string) => join(versions, folderName(id), 'golden', file)
  const own = (place: GoldenPlace) => read<GoldenDocument>(pathOf(place.version, place.file)) ?? seedDocument(registry, place)
  const ownFiles = goldenPlaces(registry, version).map((place) => ({
    file: place.file,
    path: pathOf(version, place.file),
    current: () => recomputed(registry, place, own(place), older),
  }))
  const arriving = older.flatMap((from) => goldenPlaces(registry, from)).map((place) => {
    const file = arrivalsFile(place.file, folderName(place.version))
    const path = pathOf(version, file)
    return { file, path, current: () => arrivals(registry, place, own(place), version, read(path) ?? {}, askedIn(registry, place, version)) }
  })
  return [...ownFiles, ...arriving]
}

const read = <Document>(path: string): Document | undefined => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Document) : undefined)
