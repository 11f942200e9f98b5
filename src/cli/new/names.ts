import major from 'semver/functions/major.js'
import { folderName } from '../../engine/folder-name.js'

/** How a version is written in source: `v2.1` is the folder, `v2_1` the import, `V2_1` the end of a type's name. */
export interface VersionNames {
  readonly version: string
  readonly folder: string
  readonly alias: string
  readonly suffix: string
  /** Every path of the version begins with it. */
  readonly prefix: string
}

export function namesOf(version: string): VersionNames {
  const folder = folderName(version)
  const alias = folder.replaceAll('.', '_')
  return { version, folder, alias, suffix: alias.replace('v', 'V'), prefix: `/v${major(version)}` }
}

/** `v2ToV3`, in `migrations/v2-v3`; `undefined` within a major, where nobody writes a hop. */
export function hopNames(from: VersionNames, to: VersionNames): { readonly value: string; readonly folder: string } | undefined {
  return from.prefix === to.prefix ? undefined : { value: `${from.alias}To${to.suffix}`, folder: `${from.folder}-${to.folder}` }
}
