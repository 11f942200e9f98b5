import type { VersionNames } from './names.js'
import { Unfit } from './unfit.js'

/** `package.json` with an export of the new version behind the latest one's; build, tests and checks read it from there. */
export function editedManifest(text: string, from: VersionNames, to: VersionNames): string {
  const manifest = JSON.parse(text) as { readonly exports?: Readonly<Record<string, unknown>> }
  const entries = Object.entries(manifest.exports ?? {})
  const at = entries.findIndex(([subpath]) => subpath === `./${from.folder}`)
  if (at < 0) throw new Unfit(`package.json exports no ./${from.folder}: add it, as for the other versions`)
  const added = { types: `./dist/${to.folder}.d.ts`, default: `./dist/${to.folder}.js` }
  const exports = Object.fromEntries(entries.toSpliced(at + 1, 0, [`./${to.folder}`, added]))
  return `${JSON.stringify({ ...manifest, exports }, null, 2)}\n`
}
