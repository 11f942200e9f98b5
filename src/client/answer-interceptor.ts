import { type ClientContext, mapEventIterator, ORPCError } from '@orpc/client'
import { getMalformedResponseErrorCode } from '@orpc/client/standard'
import { isAsyncIteratorObject } from '@orpc/shared'
import { ContractError } from '../engine/errors.js'
import { ForeignAnswer } from '../engine/foreign-answer.js'
import { procedureName } from '../engine/pairs.js'
import { errorIn, type LazyResponse, readBody } from './rejection.js'
import type { ClientInterceptor, Spoken } from './version-interceptor.js'

/**
 * Makes failures name peer, procedure and version where oRPC and fetch do not:
 * - a body or an event that is not the JSON that it claims to be: ContractError `ANSWER_INVALID`
 * - an HTTP error whose body is no error of oRPC: the `ORPCError` that oRPC makes of its status
 * - a connection that fails: a TypeError as fetch throws it, with the same cause. The call may have been executed.
 *
 * Whatever else is thrown, an abort above all, passes as it is. Put it first in `clientInterceptors`.
 */
export function answerInterceptor<Context extends ClientContext>(spoken: Spoken): ClientInterceptor<Context> {
  return async ({ next, ...options }) => {
    const call = { ...spoken, procedure: procedureName(spoken.contract, options.path.join('.')) }
    const named = (error: unknown) => (options.signal?.aborted ? error : naming(call, error))
    try {
      const response = await next(options)
      const { body, broken } = await readBody(response)
      if (response.status >= 400 && errorIn(response.status, body) === undefined) throw foreignError(call, response, body)
      if (broken !== undefined) throw broken
      if (body instanceof Blob && isPage(response)) throw new SyntaxError('it is text/html')
      if (!isAsyncIteratorObject(body)) return response
      const events = mapEventIterator(body, { value: async (event) => event, error: async (error) => named(error) })
      return { status: response.status, headers: response.headers, body: async () => events }
    } catch (error) {
      throw named(error)
    }
  }
}

interface Call extends Spoken {
  readonly procedure: string
}

const described = ({ peer = 'the peer', procedure, version }: Call) => `${procedure} in contract version ${version} at ${peer}`

/** A web page, which oRPC takes for a file and many a schema for an object. A file that oRPC sends has a disposition. */
const isPage = ({ headers }: LazyResponse) =>
  String(headers['content-type']).startsWith('text/html') && headers['content-disposition'] === undefined

function foreignError(call: Call, { status, headers }: LazyResponse, body: unknown) {
  const message = `${described(call)} was answered with HTTP ${status} and something else than an error of oRPC`
  const cause = new ForeignAnswer(message)
  return new ORPCError(getMalformedResponseErrorCode(status), { status, message, data: { status, headers, body }, cause })
}

function naming(call: Call, error: unknown): unknown {
  const { procedure, version, peer } = call
  if (error instanceof SyntaxError) {
    const issues = [{ message: `the body is not JSON: ${error.message}` }]
    return new ContractError('ANSWER_INVALID', { procedure, version, issues, ...(peer !== undefined && { peer }) }, { cause: error })
  }
  if (!(error instanceof TypeError)) return error
  return new TypeError(`${described(call)} failed, executed or not: ${error.message}`, { cause: error.cause ?? error })
}
