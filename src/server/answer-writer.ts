import { keep } from '../engine/keep.js'
import type { ContractVersion } from '../engine/version.js'
import { type HeaderNames, writeSupported } from '../wire/headers.js'
import { deprecationHeaders } from './deprecation.js'
import { idsOf, type Versions } from './served-versions.js'
import type { StandardResponse } from './standard.js'

type Headers = StandardResponse['headers']

/** Adds to an answer what every one in its version says, which is written once for as long as the same versions are served. */
export function answerWriter(names: HeaderNames, prefix: string) {
  let current: Versions | undefined
  let written = new Map<ContractVersion | undefined, Headers>()
  return (served: Versions, { status, headers, body }: StandardResponse, version: ContractVersion | undefined): StandardResponse => {
    if (served !== current) [current, written] = [served, new Map()]
    const more = keep(written, version, () => headersIn(names, prefix, served, version))
    return { status, headers: { ...headers, ...more }, body }
  }
}

const headersIn = (names: HeaderNames, prefix: string, served: Versions, version: ContractVersion | undefined): Headers => ({
  ...(version && { [names.version]: version.version, ...deprecationHeaders(version, served.at(-1)!, prefix) }),
  [names.supported]: writeSupported(idsOf(served)),
})
