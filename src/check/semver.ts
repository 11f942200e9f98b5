import inc from 'semver/functions/inc.js'
import difference from 'semver/functions/diff.js'
import major from 'semver/functions/major.js'
import { compareVersions } from '../diff/contract/compare-versions.js'
import type { Bump, Report } from '../diff/contract/report.js'
import { bumpText } from '../diff/format/shown.js'
import { folderName } from '../engine/folder-name.js'
import type { ContractVersion } from '../engine/version.js'
import type { Checkout } from './checkout.js'
import { whoBreaks } from './drift-problems.js'
import { loadedOf } from './load-versions.js'
import type { PartResult, Problem } from './problem.js'

/** Each version's number says what the wire diff to its predecessor says, and what breaks is handled by a hop. */
export async function checkSemver({ versions, registry, compare }: Checkout): Promise<PartResult> {
  const loaded = loadedOf(versions)
  const pairs = loaded.slice(1).map((newer, index) => [loaded[index]!, newer] as const)
  const checked = pairs.map(([older, newer]) => {
    if (major(older.version) === major(newer.version)) return checkWithin(compareVersions(older, newer), newer)
    const isKnown = registry.kind === 'loaded' && [older, newer].every(({ version }) => registry.registry.versions.some((one) => one.version === version))
    // without a registry there is no hop to look at: the part registry says why
    return isKnown ? checkAcross(compare(registry.registry, older.version, newer.version)) : { problems: [], note: `${older.version} to ${newer.version}: not compared, the registry does not load` }
  })
  return { problems: checked.flatMap(({ problems }) => problems), note: checked.map(({ note }) => note).join('; ') || 'one version: nothing to compare' }
}

const noteOf = (report: Report) => `${report.older} to ${report.newer}: ${bumpText(report)}`

/** Versions of one major share their paths: no hop can stand between a peer and what it would misread. */
function checkWithin(report: Report, { version }: ContractVersion): PartResult {
  const bad = report.findings.filter(({ verdict }) => verdict === 'breaking' || verdict === 'unproven')
  if (bad.length === 0) return { problems: tooLow(report), note: noteOf(report) }
  const problem: Problem = {
    part: 'semver',
    rule: 'minor-breaks',
    where: `versions/${folderName(version)}`,
    problem: `${version} shares the major of ${report.older} and is not compatible with it on the wire`,
    breaks: whoBreaks(bad, report.older),
    fix: `restore what broke in versions/${folderName(version)}, or make it a major of its own: npm run contracts -- new v${major(version) + 1}`,
    findings: bad,
  }
  return { problems: [problem], note: noteOf(report) }
}

const rank: Readonly<Record<Bump, number>> = { none: 0, patch: 1, minor: 2, major: 3 }

/** A number that promises less than what changed: whoever asks for a range gets what it did not ask for. */
function tooLow(report: Report): readonly Problem[] {
  const { older, newer, bump, findings } = report
  const given = difference(older, newer) as Bump
  if (bump === 'none' || rank[given] >= rank[bump]) return []
  const least = inc(older, bump)!
  return [{
    part: 'semver',
    rule: 'version-too-low',
    where: `versions/${folderName(newer)}`,
    problem: `from ${older} the wire changed by a ${bump}, and ${newer} promises no more than a ${given}: its number must be at least ${least}`,
    breaks: `peers on ${older} that take any ${given} for harmless and do not see what they miss`,
    fix: `call it ${least}: git mv versions/${folderName(newer)} versions/${folderName(least)}, and correct src/registry.ts and package.json`,
    findings: findings.filter(({ rule }) => rule !== 'words-changed'),
  }]
}

function checkAcross(report: Report): PartResult {
  const { older, newer, uncovered } = report
  if (uncovered.length === 0) return { problems: [], note: noteOf(report) }
  const folder = `migrations/${folderName(older)}-${folderName(newer)}`
  const problem: Problem = {
    part: 'semver',
    rule: 'break-not-handled',
    where: folder,
    problem: `${uncovered.length} breaking ${uncovered.length === 1 ? 'change' : 'changes'} from ${older} to ${newer} and no step of the hop handles ${uncovered.length === 1 ? 'it' : 'them'}`,
    breaks: whoBreaks(uncovered, older),
    fix: `write the steps in ${folder}; npm run typecheck names the places`,
    findings: uncovered,
  }
  return { problems: [problem], note: noteOf(report) }
}
