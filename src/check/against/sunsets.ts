import { existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Registry } from '../../engine/registry.js'

/** When each version of the other side is sunset, as its own registry says; what cannot be read counts as never. */
export async function sunsetsOf(folder: string, root: string): Promise<ReadonlyMap<string, string>> {
  const file = ['src/registry.ts', 'dist/registry.js'].map((name) => join(folder, name)).find((path) => existsSync(path))
  if (file === undefined) return new Map()
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
    const { registry } = (await import(pathToFileURL(file).href)) as { readonly registry: Registry }
    return new Map(registry.versions.flatMap(({ version, sunset }) => (sunset === undefined ? [] : [[version, sunset]])))
  } catch {
    return new Map()
  }
}

/** Whether a version may go: its sunset is the last day on which it must be served. */
export const isOver = (sunset: string | undefined, today: string) => sunset !== undefined && sunset.slice(0, 10) < today
