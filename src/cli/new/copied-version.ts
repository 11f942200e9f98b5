import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { VersionNames } from './names.js'
import { Unfit } from './unfit.js'

/** New texts by path from the root of the project. */
export type Files = ReadonlyMap<string, string>

/** The folder of a version as the next one begins: its paths, the names of its types and what it says of itself are the new version's. */
export function copiedVersion(root: string, from: VersionNames, to: VersionNames): Files {
  const folder = join(root, 'versions', from.folder)
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(ts|json)$/.test(path) && path !== 'frozen.json')
  const texts = paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')] as const)
  const copy = new Map(texts.map(([path, text]) => [join('versions', to.folder, path), path.endsWith('.ts') ? renamed(text, from, to) : text]))
  const typed = [...copy.values()].some((text) => text.includes(`${to.suffix} = typeof `))
  if (!typed) throw new Unfit(`versions/${from.folder} exports no type such as RunnerContract${from.suffix} = typeof runnerContract: a hop needs one for each contract`)
  return copy
}

/** Paths in code and comments, names that end in the version, and "version 2.0.0" in comments; examples of other versions stay. */
const renamed = (text: string, from: VersionNames, to: VersionNames): string =>
  text
    .replace(new RegExp(`(?<![\\w.])${from.prefix}(?![\\w.])`, 'g'), to.prefix)
    .replace(new RegExp(`\\b([A-Za-z]\\w*)${from.suffix}\\b`, 'g'), `$1${to.suffix}`)
    .replaceAll(`version ${from.version}`, `version ${to.version}`)
