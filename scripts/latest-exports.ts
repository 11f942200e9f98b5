import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { folderName } from '../src/engine/folder-name.js'
import { registry } from '../src/registry.js'
import * as latest from '../versions/latest.js'

const { version } = registry.latest
const folder = fileURLToPath(new URL(`../versions/${folderName(version)}/`, import.meta.url))
const suffix = folderName(version).replaceAll('.', '_').toUpperCase()

/** Types leave no trace when they run: they are read off the source. A contract's type loses its version. */
const typeNames = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => [...readFileSync(join(folder, path), 'utf8').matchAll(/^export (?:type|interface) (\w+)/gm)])
    .map(([, name = '']) => (name.endsWith(suffix) ? name.slice(0, -suffix.length) : name))

const statement = (keyword: string, names: readonly string[]) =>
  `${keyword} {\n${names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)).map((name) => `  ${name},\n`).join('')}} from '../versions/latest.js'\n`

/** `src/index.ts` with what the latest version exports now, name by name; what follows there stays. */
export function withLatestExports(text: string): string {
  const rest = text.replace(/^export (type )?\{[^}]*\} from '\.\.\/versions\/latest\.js'\n/gm, '')
  return statement('export', Object.keys(latest)) + statement('export type', typeNames()) + rest
}
