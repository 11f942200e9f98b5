/** Where a version lives: `v2` for 2.0.0, `v2.1` for 2.1.0, `v2.0.1` for 2.0.1. A hop's folder has both names: `v1-v2`. */
export function folderName(version: string): string {
  const [major, minor = '0', patch = '0'] = version.split('.')
  if (patch !== '0') return `v${major}.${minor}.${patch}`
  return minor === '0' ? `v${major}` : `v${major}.${minor}`
}

/** The version that a folder's name stands for; `undefined` where it is no version's. */
export function versionOfFolder(name: string): string | undefined {
  const found = /^v(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(name)
  if (found === null) return undefined
  const [, major, minor = '0', patch = '0'] = found
  const version = `${major}.${minor}.${patch}`
  return folderName(version) === name ? version : undefined
}
