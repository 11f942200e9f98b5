import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plan } from './planned.js'
import { Unfit } from './unfit.js'

/** Writes everything that is planned, and gives what takes it all back. Nothing that is there already is overwritten. @throws Unfit */
export function written(root: string, { created, edited }: Plan): () => void {
  const folders = [...new Set([...created.keys()].map((path) => path.split(/[\\/]/).slice(0, 2).join('/')))]
  const taken = folders.filter((folder) => existsSync(join(root, folder)))
  if (taken.length > 0) throw new Unfit(`${taken.join(' and ')} ${taken.length === 1 ? 'is' : 'are'} there already: remove or finish what was begun`)
  const before = new Map([...edited.keys()].map((path) => [path, readFileSync(join(root, path))] as const))
  const undo = () => {
    for (const folder of folders) rmSync(join(root, folder), { recursive: true, force: true })
    for (const [path, text] of before) writeFileSync(join(root, path), text)
  }
  try {
    for (const [path, text] of [...created, ...edited]) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
  } catch (error) {
    undo()
    throw error
  }
  return undo
}
