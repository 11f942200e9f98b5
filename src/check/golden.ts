import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { folderName } from '../engine/folder-name.js'
import { lockPath } from '../lock/describe-version.js'
import { filesBelow, textOf } from '../lock/read-files.js'
import { documentText } from '../testing/golden/document.js'
import type { Checkout } from './checkout.js'
import { type GoldenFile, goldenFiles } from './golden-files.js'
import type { PartResult, Problem } from './problem.js'
import { reasonOf } from './reason-of.js'

/** Golden payloads are there for every half, and become what is written beside them. */
export async function checkGolden({ root, registry: loaded }: Checkout): Promise<PartResult> {
  if (loaded.kind === 'failed') return { problems: [], note: 'not checked, the registry does not load' }
  const { registry } = loaded
  const found = await Promise.all(registry.versions.map(({ version }) => checkVersion(root, version, goldenFiles(registry, version, join(root, 'versions')))))
  return { problems: found.flatMap(({ problems }) => problems), note: `${found.reduce((sum, { count }) => sum + count, 0)} files` }
}

async function checkVersion(root: string, version: string, files: readonly GoldenFile[]) {
  const checked = await Promise.all(files.map((one) => checkFile(root, version, one)))
  const strangers = filesBelow(join(root, 'versions', folderName(version), 'golden')).filter((name) => !files.some(({ file }) => file === name))
  return { problems: [...checked.flat(), ...strangers.map((file) => stale(root, version, file, 'no half of a procedure is called so'))], count: files.length }
}

async function checkFile(root: string, version: string, { file, path, current }: GoldenFile): Promise<readonly Problem[]> {
  const text = textOf(path)?.replaceAll('\r\n', '\n')
  if (text === undefined) return [stale(root, version, file, 'it is missing')]
  try {
    const now = documentText(await current())
    return now === text ? [] : [stale(root, version, file, `it does not say what payloads become: ${firstDifference(text, now)}`)]
  } catch (error) {
    return [stale(root, version, file, reasonOf(error))]
  }
}

function stale(root: string, version: string, file: string, problem: string): Problem {
  const folder = folderName(version)
  const rewrite = existsSync(lockPath(root, version)) ? `npm run contracts -- freeze ${folder} --renew` : 'npm run golden'
  return {
    part: 'golden',
    rule: 'golden-stale',
    where: `versions/${folder}/golden/${file}`,
    problem,
    breaks: `peers that ${version} is converted for: what they get is not what was reviewed`,
    fix: `mend the hop or the file; where the change is wanted, ${rewrite}, and its diff is part of the review`,
  }
}

/** The first line that differs, as both have it. */
function firstDifference(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const line = now.findIndex((text, index) => text !== old[index])
  const shown = (text: string | undefined) => text?.trim().slice(0, 120) ?? 'missing'
  return `line ${line + 1} is ${shown(old[line])} and should be ${shown(now[line])}`
}
