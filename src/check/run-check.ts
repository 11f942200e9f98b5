import type { Checkout } from './checkout.js'
import { partNames, type PartName, type PartResult } from './problem.js'
import { reasonOf } from './reason-of.js'
import { runToolPart } from './tool-part.js'

/** What became of one part. */
export interface PartOutcome extends PartResult {
  readonly part: PartName
  /** Milliseconds. */
  readonly duration: number
}

type Part = (checkout: Checkout) => Promise<PartResult>
type Parts = Readonly<Partial<Record<PartName, Part>>>

/** What runs here, loaded when asked for. */
const own: Parts = {
  registry: async (checkout) => (await import('./registry.js')).checkRegistry(checkout),
  frozen: async (checkout) => (await import('./frozen.js')).checkFrozen(checkout),
  against: async (checkout) => (await import('./against/check-against.js')).checkAgainst(checkout),
  semver: async (checkout) => (await import('./semver.js')).checkSemver(checkout),
  golden: async (checkout) => (await import('./golden.js')).checkGolden(checkout),
  docs: async (checkout) => (await import('./docs.js')).checkDocs(checkout),
  laws: async (checkout) => (await import('./laws.js')).checkFewLaws(checkout),
}

/** What runs in processes, beside what runs here and each other: the package takes as long as all else. */
const tools: readonly Parts[] = [
  {
    unused: ({ root }) => runToolPart({ part: 'unused', scripts: [['scripts/unused.mjs']] }, root),
    api: ({ root }) => runToolPart({ part: 'api', scripts: [['scripts/api.mjs']] }, root),
  },
  { package: ({ root }) => runToolPart({ part: 'package', scripts: [['scripts/check-package.mjs']] }, root) },
]

/** Runs the parts that are asked for; `onDone` hears of each in their order. */
export async function runCheck(checkout: Checkout, asked: readonly PartName[], onDone: (outcome: PartOutcome) => void): Promise<readonly PartOutcome[]> {
  const names = partNames.filter((name) => asked.includes(name))
  const beside = tools.map((parts) => inTurn(checkout, names, parts, () => {}))
  const here = await inTurn(checkout, names, own, onDone)
  const there = (await Promise.all(beside)).flat()
  for (const outcome of there) onDone(outcome)
  return [...here, ...there]
}

async function inTurn(checkout: Checkout, names: readonly PartName[], parts: Parts, onDone: (outcome: PartOutcome) => void) {
  const outcomes: PartOutcome[] = []
  for (const name of names) {
    const part = parts[name]
    if (part === undefined) continue
    const outcome = await timed(name, part, checkout)
    outcomes.push(outcome)
    onDone(outcome)
  }
  return outcomes
}

/** Runs a part, whatever becomes of it. */
export async function timed(name: PartName, part: Part, checkout: Checkout): Promise<PartOutcome> {
  const started = performance.now()
  const result = await part(checkout).catch((error: unknown) => collapsed(name, error))
  return { part: name, ...result, duration: performance.now() - started }
}

/** What is broken so badly that a part cannot even look is a problem like any other. */
const collapsed = (part: PartName, error: unknown): PartResult => ({
  problems: [{ part, rule: 'part-failed', where: part, problem: `it cannot be checked: ${reasonOf(error)}`, breaks: 'unknown: nothing was checked here', fix: 'mend what the other parts say first; npm run typecheck' }],
  note: 'not checked',
})
