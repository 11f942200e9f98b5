import { createORPCClient, isDefinedError, ORPCError, safe } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createRunnerClient } from '@runners/contracts/client'
import { createRunnerHandler } from '@runners/contracts/server'
import { runnerContract as v1Contract, type RunnerContractV1 } from '@runners/contracts/v1'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Listening, listen } from './support/server.js'
import { v1Runner } from './support/v1-runner.js'
import { v2Runner } from './support/v2-runner.js'
import { latest as latestVersion, supportedHeader } from './support/versions.js'

/** What a caller got, in one shape for all of them: an answer, a typed error, or neither. */
type Outcome =
  | { readonly results: readonly { readonly name: string; readonly status: string; readonly details?: unknown }[]; readonly runId?: string | undefined }
  | { readonly code: string; readonly status: number; readonly defined: boolean; readonly data: unknown }
  | undefined

interface Seen {
  readonly outcome: Outcome
  /** Version and supported versions in the headers of the last answer. */
  readonly headers: readonly (string | null)[]
}

type Validate = 'all' | 'edges'
type Caller = (url: string, runner: string, validate: Validate) => Promise<Seen>

/** Keeps the headers of the last answer that passes. */
function listening() {
  let headers: readonly (string | null)[] = []
  const through = async (...args: Parameters<typeof fetch>) => {
    const answer = await fetch(...args)
    headers = [answer.headers.get('runners-contract-version'), answer.headers.get('runners-contract-supported')]
    return answer
  }
  return { fetch: through as typeof fetch, headers: () => headers }
}

const v1Request = (runner: string) => ({ runners: [{ name: runner, input: { a: 1 } }], url: 'http://site.test/', runId: 'r1' })

const bareJson: Caller = async (url, runner) => {
  const { fetch, headers } = listening()
  const answer = await fetch(`${url}/execute`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(v1Request(runner)),
  })
  const body = (await answer.json()) as Outcome & { readonly defined?: boolean }
  if (answer.ok) return { outcome: body, headers: headers() }
  const { code, status, defined, data } = body as Extract<Outcome, { readonly code: string }>
  return { outcome: { code, status, defined, data }, headers: headers() }
}

const onLink =
  (linkTo: (url: string, through: typeof fetch) => RPCLink<Record<never, never>> | OpenAPILink<Record<never, never>>): Caller =>
  async (url, runner) => {
    const { fetch, headers } = listening()
    const client: ContractRouterClient<RunnerContractV1> = createORPCClient(linkTo(url, fetch))
    const { error, data } = await safe(client.execute(v1Request(runner)))
    return { outcome: error === null ? data : typed(error), headers: headers() }
  }

const latest: Caller = async (url, runner, validate) => {
  const { fetch, headers } = listening()
  const client = createRunnerClient({ url, fetch, validate })
  const request = { runId: 'r1', runners: [{ name: runner, input: { a: 1, url: 'http://site.test/' } }] }
  const { error, data } = await safe(client.execute(request))
  return { outcome: error === null ? data : typed(error), headers: headers() }
}

function typed(error: unknown): Outcome {
  if (!(error instanceof ORPCError)) throw error
  return { code: error.code, status: error.status, defined: isDefinedError(error), data: error.data as unknown }
}

const callers = {
  'bare v1 JSON': bareJson,
  'v1 on oRPC’s RPC link': onLink((url, through) => new RPCLink({ url, fetch: through })),
  'v1 on oRPC’s OpenAPI link': onLink((url, through) => new OpenAPILink(v1Contract, { url, fetch: through })),
  'our latest client': latest,
} satisfies Record<string, Caller>

const peers = {
  'a legacy v1 runner': () => v1Runner().node,
  'our handler': (validate: Validate) => createRunnerHandler({ router: v2Runner().router, validate }).node,
  'our handler restricted to v1': (validate: Validate) => createRunnerHandler({ router: v2Runner().router, validate, versions: ['1.0.0'] }).node,
  'our handler restricted to v2': (validate: Validate) => createRunnerHandler({ router: v2Runner().router, validate, versions: ['2.0.0'] }).node,
}

type CallerName = keyof typeof callers
type PeerName = keyof typeof peers

const answer = { runId: 'r1', results: [{ name: 'echo', status: 'pass', details: { a: 1, url: 'http://site.test/' } }] }
const notFound = { code: 'RUNNER_NOT_FOUND', defined: true, data: { missingRunners: ['nope'], availableRunners: ['echo', 'fails'] } }
const unsupported = {
  code: 'CONTRACT_VERSION_UNSUPPORTED',
  status: 404,
  defined: false,
  data: { version: '1.0.0', supported: ['2.0.0'] },
}
/** Not ours to mend: an RPC link cannot read the plain answer that a deployed v1 runner gives it. */
const lostInTheField = undefined

const cells: readonly (readonly [CallerName, PeerName, Outcome | 'works', number, readonly (string | null)[]])[] = [
  // caller, peer, what it gets (or that it works), status of a typed error where it works, headers of the answer
  ['bare v1 JSON', 'a legacy v1 runner', 'works', 500, [null, null]],
  ['bare v1 JSON', 'our handler', 'works', 500, ['1.0.0', supportedHeader]],
  ['bare v1 JSON', 'our handler restricted to v1', 'works', 500, ['1.0.0', '1.0.0']],
  ['bare v1 JSON', 'our handler restricted to v2', unsupported, 404, [null, '2.0.0']],
  ['v1 on oRPC’s RPC link', 'a legacy v1 runner', lostInTheField, 500, [null, null]],
  ['v1 on oRPC’s RPC link', 'our handler', 'works', 500, ['1.0.0', supportedHeader]],
  ['v1 on oRPC’s RPC link', 'our handler restricted to v1', 'works', 500, ['1.0.0', '1.0.0']],
  ['v1 on oRPC’s RPC link', 'our handler restricted to v2', unsupported, 404, [null, '2.0.0']],
  ['v1 on oRPC’s OpenAPI link', 'a legacy v1 runner', 'works', 500, [null, null]],
  ['v1 on oRPC’s OpenAPI link', 'our handler', 'works', 500, ['1.0.0', supportedHeader]],
  ['v1 on oRPC’s OpenAPI link', 'our handler restricted to v1', 'works', 500, ['1.0.0', '1.0.0']],
  ['v1 on oRPC’s OpenAPI link', 'our handler restricted to v2', unsupported, 404, [null, '2.0.0']],
  ['our latest client', 'a legacy v1 runner', 'works', 404, [null, null]],
  ['our latest client', 'our handler', 'works', 404, [latestVersion, supportedHeader]],
  ['our latest client', 'our handler restricted to v1', 'works', 404, ['1.0.0', '1.0.0']],
  ['our latest client', 'our handler restricted to v2', 'works', 404, ['2.0.0', '2.0.0']],
]

it('has a cell for every caller and every peer', () => {
  const pairs = Object.keys(callers).flatMap((caller) => Object.keys(peers).map((peer) => `${caller} x ${peer}`))
  expect(cells.map(([caller, peer]) => `${caller} x ${peer}`)).toStrictEqual(pairs)
})

const inEachMode = (['all', 'edges'] as const).flatMap((validate) => cells.map((cell) => [validate, ...cell] as const))

describe.each(inEachMode)('where %s are validated, %s calls %s', (validate, caller, peer, expected, errorStatus, headers) => {
  let server: Listening
  beforeAll(async () => {
    server = await listen(peers[peer](validate))
  })
  afterAll(() => server.close())

  it('and gets the right answer with the right headers, or the error that is meant for it', async () => {
    const seen = await callers[caller](server.url, 'echo', validate)
    expect(seen.headers).toStrictEqual(headers)
    if (expected === 'works') expect(seen.outcome).toMatchObject(answer)
    else expect(seen.outcome).toStrictEqual(expected)
  })

  it('and gets a typed error of the contract as such wherever it works', async () => {
    const { outcome } = await callers[caller](server.url, 'nope', validate)
    if (expected === 'works') expect(outcome).toStrictEqual({ ...notFound, status: errorStatus })
    // an RPC link reads the plain error of a legacy runner as one of its own making
    else if (expected === lostInTheField) expect(outcome).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', defined: false })
    else expect(outcome).toStrictEqual(expected)
  })
})
