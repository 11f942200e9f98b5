import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Registry } from '../../engine/registry.js'
import { copiedVersion, type Files } from './copied-version.js'
import { editedLatest } from './edited-latest.js'
import { editedManifest } from './edited-manifest.js'
import { editedRegistry } from './edited-registry.js'
import { hopSkeleton, type NamedContract } from './hop-skeleton.js'
import { hopNames, type VersionNames } from './names.js'
import { Unfit } from './unfit.js'

/** Every file of the next version, before any is written: those that are new, and those that know the latest version by name. */
export interface Plan {
  readonly created: Files
  readonly edited: Files
}

/** What has to be written for a version to follow the latest. @throws Unfit */
export async function planned(root: string, registry: Registry, from: VersionNames, to: VersionNames): Promise<Plan> {
  // a checkout has it among its devDependencies; the built binary never gets here
  const { default: ts } = await import('typescript')
  const text = (path: string) => readFileSync(join(root, path), 'utf8')
  const hop = hopNames(from, to)
  const { text: registryText, contracts } = editedRegistry(ts, text('src/registry.ts'), { from, to, hop })
  const version = copiedVersion(root, from, to)
  const named = contracts.map(({ name, value }): NamedContract => ({ name, router: registry.latest.contracts[name]!, type: typeOf(value, version, to) }))
  return {
    created: new Map([...version, ...(hop === undefined ? [] : hopSkeleton(hop, from, to, named))]),
    edited: new Map([
      ['src/registry.ts', registryText],
      ['versions/latest.ts', editedLatest(text('versions/latest.ts'), from, to)],
      ['package.json', editedManifest(text('package.json'), from, to)],
    ]),
  }
}

/** `RunnerContract`, of `export type RunnerContractV3 = typeof runnerContract`. */
function typeOf(value: string, version: Files, { suffix, folder }: VersionNames): string {
  const pattern = new RegExp(`export type (\\w+)${suffix} = typeof ${value}\\b`)
  const found = [...version.values()].map((text) => pattern.exec(text)?.[1]).find((type) => type !== undefined)
  if (found === undefined) throw new Unfit(`versions/${folder} would have no type …${suffix} = typeof ${value}: export one from the latest version, named after its folder`)
  return found
}
