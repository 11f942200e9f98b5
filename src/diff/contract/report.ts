import { type Finding, worst } from '../compare/finding.js'

/** The part of a version that has to be raised. */
export type Bump = 'major' | 'minor' | 'patch' | 'none'

/** Everything that was found between two versions or schemas. */
export interface Report {
  /** How the two are called, such as `1.0.0`. */
  readonly older: string
  readonly newer: string
  readonly findings: readonly Finding[]
  readonly bump: Bump
  /** By contract. */
  readonly bumps: Readonly<Record<string, Bump>>
  /** Whether both are registered, so that a hop has to handle what breaks. */
  readonly isMigrated: boolean
  /** What breaks and no step of a hop handles: an error. */
  readonly uncovered: readonly Finding[]
}

interface Parts {
  readonly older: string
  readonly newer: string
  readonly findings: readonly Finding[]
  /** Every contract that was compared, found fault with or not. */
  readonly contracts?: readonly string[]
  readonly isMigrated?: boolean
}

export function reportOf({ older, newer, findings, contracts = [], isMigrated = false }: Parts): Report {
  const bumps = Object.fromEntries(contracts.map((name) => [name, bumpOf(findings.filter(({ contract }) => contract === name))]))
  const uncovered = isMigrated ? findings.filter(({ verdict, handledBy }) => verdict === 'breaking' && handledBy === undefined) : []
  return { older, newer, findings, bump: bumpOf(findings), bumps, isMigrated, uncovered }
}

/** What is not proven safe counts as breaking; words for people are a patch. */
function bumpOf(findings: readonly Finding[]): Bump {
  const verdict = worst(findings)
  if (verdict === undefined) return 'none'
  if (verdict === 'breaking' || verdict === 'unproven') return 'major'
  return findings.every(({ rule }) => rule === 'words-changed') ? 'patch' : 'minor'
}
