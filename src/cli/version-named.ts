import major from 'semver/functions/major.js'
import { versionOfFolder } from '../engine/folder-name.js'
import type { Registry } from '../engine/registry.js'
import { UsageError } from './run.js'

/** The version that is called `1.0.0`, `v2.1` by its folder, or `v1` for the newest of its major. @throws UsageError */
export function versionNamed({ versions }: Registry, name: string): string {
  const ids = versions.map(({ version }) => version)
  const wanted = /^v(\d+)$/.exec(name)?.[1]
  const found = wanted === undefined ? ids.find((id) => id === name || id === versionOfFolder(name)) : ids.findLast((id) => String(major(id)) === wanted)
  if (found === undefined) throw new UsageError(`there is no version "${name}": give one of ${ids.flatMap((id) => [`v${major(id)}`, id]).join(', ')}`)
  return found
}
