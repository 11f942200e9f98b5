/** Region of the runner that was recorded; it wins over the one asked for. */
export const REGION = 'eu-west-1'

/** What a check found, or why it threw, in no version's shape. */
export type Outcome =
  | { readonly name: string; readonly details: Readonly<Record<string, unknown>>; readonly durationMs: number }
  | { readonly thrown: string; readonly durationMs: number }

type Check = (input: Readonly<Record<string, unknown>>) => Promise<{ name: string; details: Record<string, unknown> }>

/** The checks of the runner that was recorded, in the order of its `/info`. */
const checks = new Map<string, Check>([
  ['titleVisible', titleVisible],
  ['alwaysThrows', async () => { throw new Error('boom') }],
])

/** Names to call the checks by. */
export const runnerNames: readonly string[] = [...checks.keys()]

/** The names that no check has. */
export const missingOf = (names: readonly string[]): string[] => names.filter((name) => !checks.has(name))

/** Runs one check to its end; a check that throws is an outcome too. */
export async function runCheck(name: string, input: Readonly<Record<string, unknown>>): Promise<Outcome> {
  const startedAt = performance.now()
  const durationMs = () => Math.round(performance.now() - startedAt)
  try {
    const check = checks.get(name)
    if (check === undefined) throw new Error(`no check is named ${name}`)
    return { ...(await check(input)), durationMs: durationMs() }
  } catch (error) {
    return { thrown: (error as Error).message, durationMs: durationMs() }
  }
}

async function titleVisible(input: Readonly<Record<string, unknown>>) {
  if (typeof input.url !== 'string') throw new Error('input.url is missing')
  const page = await (await fetch(input.url)).text()
  const title = /<title>(.*?)<\/title>/.exec(page)?.[1] ?? ''
  return { name: 'title_visible', details: { title, region: REGION } }
}
