import { folderName } from '../../engine/folder-name.js'
import type { Problem } from '../problem.js'
import { restoreCommand } from '../restore.js'
import { isOver } from './sunsets.js'

interface Where {
  /** How the other side is called. */
  readonly name: string
  readonly sunset: string | undefined
  readonly today: string
}

/** A frozen version that is gone: a problem until the day of its sunset has passed. */
export function deleted(version: string, { name, sunset, today }: Where): readonly Problem[] {
  if (isOver(sunset, today)) return []
  const folder = `versions/${folderName(version)}`
  const until = sunset === undefined ? 'it has no sunset date' : `its sunset is ${sunset}`
  return [{
    part: 'against',
    rule: 'frozen-version-deleted',
    where: folder,
    problem: `${version} is frozen in ${name} and gone here, and ${until}`,
    breaks: `every peer in the field that speaks ${version}: it is refused from this release on`,
    fix: `${restoreCommand(folder, folderName(version), name)}; to retire it, give it a sunset date in src/registry.ts first`,
  }]
}
