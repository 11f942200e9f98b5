import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AnyContractRouter } from '@orpc/contract'
import compare from 'semver/functions/compare.js'
import { versionOfFolder } from '../engine/folder-name.js'
import type { Contracts, ContractVersion } from '../engine/version.js'

/** A folder of `versions/` with the contracts that its files define, whether or not a registry knows them. */
export interface LoadedVersion {
  /** `v1` */
  readonly folder: string
  readonly version: string
  /** The contracts, or why they cannot be loaded. */
  readonly contracts: Contracts | undefined
  readonly error?: unknown
}

/** Every version that a checkout has a folder of, oldest first. */
export async function loadVersions(root: string): Promise<readonly LoadedVersion[]> {
  const names = existsSync(join(root, 'versions')) ? readdirSync(join(root, 'versions')) : []
  const folders = names.flatMap((folder) => {
    const version = versionOfFolder(folder)
    return version === undefined ? [] : [{ folder, version }]
  })
  return Promise.all(folders.toSorted((a, b) => compare(a.version, b.version)).map((one) => load(root, one)))
}

async function load(root: string, { folder, version }: Pick<LoadedVersion, 'folder' | 'version'>): Promise<LoadedVersion> {
  try {
    const module = (await import(pathToFileURL(join(root, 'versions', folder, 'index.ts')).href)) as Readonly<Record<string, unknown>>
    return { folder, version, contracts: contractsIn(module) }
  } catch (error) {
    return { folder, version, contracts: undefined, error }
  }
}

/** `runnerContract` is the contract `runner`. */
const contractsIn = (module: Readonly<Record<string, unknown>>): Contracts =>
  Object.fromEntries(Object.entries(module).flatMap(([name, value]) => {
    const contract = /^(\w+)Contract$/.exec(name)?.[1]
    return contract === undefined ? [] : [[contract, value as AnyContractRouter]]
  }))

/** The versions whose contracts could be loaded. */
export const loadedOf = (versions: readonly LoadedVersion[]): readonly ContractVersion[] =>
  versions.flatMap(({ version, contracts }) => (contracts === undefined ? [] : [{ version, contracts }]))
