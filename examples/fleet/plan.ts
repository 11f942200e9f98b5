import type { RunnerResult } from '@runners/contracts'

/** Region whose runner speaks v1 alone, and the one that has a runner on our handler, beside another that speaks v1 alone. */
export const LEGACY = 'eu-west-1'
export const CURRENT = 'us-east-1'
const regions = [LEGACY, CURRENT] as const

/** One check of a run, and what must become of it. */
export interface Planned {
  readonly name: string
  readonly region: string
  readonly input: Readonly<Record<string, unknown>>
  readonly status: RunnerResult['status']
  /** The runner's own name for it; `unknown` where it threw. */
  readonly resultName: string
  readonly details?: Readonly<Record<string, unknown>>
  /** What the answer says where it did not pass. */
  readonly message?: string
}

/** How many jobs of the planned run may be under way at once. */
export const CONCURRENCY = 3

/** How long the runs on the slow page may take, in milliseconds. */
export const SLOW_RUN_LIMIT_MS = 1500

/** The runs of the demo. */
export const runIds = { v1: 'run-of-v1-client', v2: 'run-of-v2-client', free: 'free-run', slow: 'slow-run', cancelled: 'cancelled-run', resumed: 'resumed-run', interrupted: 'interrupted-run' } as const

/** The run that both clients submit: every check in every region. */
export const plannedRun = (site: string): readonly Planned[] => regions.flatMap((region) => checksIn(region, site))

const checksIn = (region: string, site: string): readonly Planned[] => [
  { region, ...passing('pageTitle', 'page_title', { url: `${site}/`, contains: 'fleet' }), details: { title: 'Home of the fleet' } },
  {
    region,
    name: 'httpStatus',
    input: { url: `${site}/nowhere`, expected: 200 },
    status: 'fail',
    resultName: 'http_status',
    details: { status: 404 },
    message: 'the status is 404',
  },
  { region, ...passing('linkCount', 'link_count', { url: `${site}/docs`, min: 3 }), details: { links: 3 } },
  { region, name: 'alwaysThrows', input: {}, status: 'error', resultName: 'unknown', message: 'boom' },
]

const passing = (name: string, resultName: string, input: Planned['input']) => ({ name, input, status: 'pass' as const, resultName })

/** What a run is submitted with. */
export const targets = (planned: readonly Planned[]) => planned.map(({ name, region, input }) => ({ name, region, input }))

/** Two jobs for the region with two runners. */
export const freeTargets = (site: string) => [CURRENT, CURRENT].map((region) => ({ name: 'pageTitle', region, input: { url: `${site}/` } }))

/** Checks of the page that answers too late: two at once, and one that waits for its turn until the time is up. */
export const slowTargets = (site: string) =>
  [LEGACY, CURRENT, LEGACY].map((region) => ({ name: 'pageTitle', region, input: { url: `${site}/slow` } }))
