import { latest, supported } from '../support/versions.js'
import type { Answer } from './recording.js'

/** Where our handler answers differently from the deployed v1 runner on purpose. */
interface Difference {
  readonly reason: string
  readonly answer: Answer
}

const json = (body: unknown): Answer => ({ status: 200, contentType: 'application/json', body })

/** By the name of the exchange; every other exchange is answered as recorded. */
export const differences: ReadonlyMap<string, Difference> = new Map(
  Object.entries({
    'a discovery path that v1 never had': {
      reason: 'discovery lives there now',
      answer: json({ contract: 'runner', latest, versions: supported.map((version) => ({ version })) }),
    },
    info: {
      reason: 'v2 describes its calls in its OpenAPI document, so nothing is left that `usage` could be made from',
      answer: json({ runners: ['titleVisible', 'alwaysThrows'], count: 2, region: 'eu-west-1' }),
    },
    'info through the RPC wire (POST, wrapped)': {
      reason: 'RPC-encoded calls are served, where deployed runners have no such path',
      answer: json({ json: { runners: ['titleVisible', 'alwaysThrows'], count: 2, region: 'eu-west-1' } }),
    },
    'a v2 path': {
      reason: 'v2 is served there now',
      answer: json({
        runId: 'r2',
        region: 'eu-west-1',
        results: [
          {
            name: 'unknown',
            status: 'error',
            error: { code: 'THROWN', message: 'input.url is missing', retryable: false },
            durationMs: 0,
          },
        ],
      }),
    },
    'execute through the RPC wire (body wrapped in json)': {
      reason: 'deployed orchestrators expect an RPC-encoded answer to an RPC-encoded call, and get it now',
      answer: json({
        json: {
          region: 'eu-west-1',
          runId: 'run-7',
          results: [
            { name: 'title_visible', status: 'pass', details: { title: 'Hello', region: 'eu-west-1' }, durationMs: 0 },
          ],
        },
      }),
    },
  }),
)
