import { existsSync } from 'node:fs'

/** The command that brings a path back as it is on another side, or as it was when the version was frozen. */
export function restoreCommand(path: string, folder: string, side: string | undefined): string {
  if (side === undefined) return `git restore --source=$(git log -1 --format=%h -- versions/${folder}/frozen.json) -- ${path}`
  const isGit = !side.startsWith('npm:') && !existsSync(side)
  return isGit ? `git restore --source=${side} -- ${path}` : `copy ${path} from ${side}`
}
