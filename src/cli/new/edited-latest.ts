import type { VersionNames } from './names.js'
import { Unfit } from './unfit.js'

/** `versions/latest.ts`, pointed at the new version. */
export function editedLatest(text: string, from: VersionNames, to: VersionNames): string {
  const [path, next] = [`'./${from.folder}/index.js'`, `'./${to.folder}/index.js'`]
  if (!text.includes(`export * from ${path}`)) throw new Unfit(`versions/latest.ts has no export * from ${path}: point it at the latest version`)
  return text.replaceAll(path, next).replace(new RegExp(`${from.suffix} as `, 'g'), `${to.suffix} as `)
}
