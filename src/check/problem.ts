import type { Finding } from '../diff/compare/finding.js'

/** The parts of `check`, in the order in which they are shown. */
export const partNames = ['registry', 'frozen', 'against', 'semver', 'golden', 'docs', 'laws', 'unused', 'api', 'package'] as const

export type PartName = (typeof partNames)[number]

/** One thing that `check` holds against a checkout. */
export interface Problem {
  readonly part: PartName
  /** Stable id of the kind of problem, such as `frozen-text-changed`. */
  readonly rule: string
  /** A path in the checkout, a version or a procedure. */
  readonly where: string
  readonly problem: string
  /** Who would break, or what would go unnoticed. */
  readonly breaks: string
  /** The command that mends it, with a word on when. */
  readonly fix: string
  /** What the wire diff found, with witnesses. */
  readonly findings?: readonly Finding[]
  /** What a tool printed. */
  readonly output?: string
}

/** What a part found, and what it has looked at: a part that had nothing to look at says so. */
export interface PartResult {
  readonly problems: readonly Problem[]
  readonly note: string
}
