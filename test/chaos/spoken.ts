import { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestListener } from 'node:http'
import { CALL_ID, PASSAGE_ID } from './call-headers.js'

/** What a request said beside its body. */
export interface Said {
  readonly version: string
  readonly passageId: string
  readonly callId: string
}

const said = new AsyncLocalStorage<Said>()

/** Lets whatever a request leads to see what it said. */
export function hearing(listener: RequestListener): RequestListener {
  return (request, response) => {
    const header = (name: string) => request.headers[name] as string | undefined
    const byPath = request.url?.startsWith('/v2/') ? '2.0.0' : '1.0.0'
    const heard = { version: header('runners-contract-version') ?? byPath, passageId: header(PASSAGE_ID) ?? '', callId: header(CALL_ID) ?? '' }
    said.run(heard, () => listener(request, response))
  }
}

/** What the request that led here said. */
export function saidNow(): Said {
  const now = said.getStore()
  if (now === undefined) throw new Error('no request led here')
  return now
}
