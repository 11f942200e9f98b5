import type { Account, RunOf } from './account.js'
import type { CountedLoss } from './evidence.js'
import type { Expectation } from './expectation.js'

/** The account for people. */
export function print(account: Account): string {
  const { speakers, agreements, runs, losses, expectations, durationMs } = account
  const held = expectations.filter((each) => each.held).length
  const sections = [
    section('Who speaks what', speakers.map(({ name, url, versions, status }) =>
      `${name.padEnd(22)} ${url.padEnd(24)} ${versions.join(', ') || `does not say (GET /contract: ${status})`}`)),
    section('Who agreed with whom', agreements.map(({ by, with: peer, version, source }) =>
      `${by.padEnd(22)} speaks ${version} with ${peer}, known by ${source}`)),
    ...runs.map(printRun),
    section('What was lost', losses.map(printLoss)),
    section('What was expected', expectations.map(printExpectation)),
    `${held} of ${expectations.length} expectations held, in ${(durationMs / 1000).toFixed(1)} s.`,
  ]
  return `${sections.join('\n\n')}\n`
}

const section = (title: string, lines: readonly string[]) => [title, ...lines.map((line) => `  ${line}`)].join('\n')

/** What there is to print of a run in either version. */
interface AnyRun {
  readonly runId: string
  readonly state: string
  readonly jobs: readonly AnyJob[]
}

interface AnyJob {
  readonly jobId: string
  readonly region?: string
  readonly state: string
  readonly error?: string
  readonly contractVersion?: string
  readonly losses?: readonly { readonly path: string }[]
  readonly results: readonly AnyResult[]
}

interface AnyResult {
  readonly name: string
  readonly status: string
  readonly details?: unknown
  readonly errorMessage?: string
  readonly error?: { readonly code: string; readonly message: string }
}

function printRun({ by, version, run }: RunOf): string {
  const { runId, state, jobs } = run as AnyRun
  return section(`${runId}, as ${by} reads it in ${version}: ${state}`, jobs.map(printJob))
}

function printJob({ jobId, region = '', state, results, error, contractVersion, losses = [] }: AnyJob): string {
  const what = error ?? results.map(printResult).join('; ')
  const how = contractVersion === undefined ? '' : ` over ${contractVersion}`
  const lost = losses.length === 0 ? '' : ` (lost: ${losses.map(({ path }) => path).join(', ')})`
  return `${jobId} ${region} ${state}${how}: ${what}${lost}`
}

function printResult({ name, status, details, error, errorMessage }: AnyResult): string {
  const why = error === undefined ? errorMessage : `${error.code}: ${error.message}`
  return [name, status, details && JSON.stringify(details), why && `"${why}"`].filter(Boolean).join(' ')
}

const printLoss = ({ by, procedure, half, from, to, path, reason, times }: CountedLoss) =>
  `${by}, ${procedure} ${half}, ${from} to ${to}: ${path} (${times} times): ${reason}`

function printExpectation({ says, held, expected, found }: Expectation): string {
  if (held) return `ok      ${says}`
  return `FAILED  ${says}\n            expected ${JSON.stringify(expected)}\n            found    ${JSON.stringify(found)}`
}
