import type { ContractVersion } from '../engine/version.js'
import { pathMajor } from './spoken-version.js'

/** The dates that a version has. */
export const datesOf = ({ deprecated, sunset }: ContractVersion) => ({ ...(deprecated !== undefined && { deprecated }), ...(sunset !== undefined && { sunset }) })

/** Headers of an answer in a deprecated version: `Deprecation` (RFC 9745), `Sunset` (RFC 8594), `Link` to the newest served, if another (RFC 5829). */
export function deprecationHeaders(version: ContractVersion, newest: ContractVersion, prefix: string): Readonly<Record<string, string>> {
  const { deprecated, sunset } = version
  if (deprecated === undefined && sunset === undefined) return {}
  return {
    ...(deprecated !== undefined && { deprecation: `@${Math.floor(Date.parse(deprecated) / 1000)}` }),
    ...(sunset !== undefined && { sunset: lastSecond(sunset).toUTCString() }),
    ...(newest !== version && { link: `<${prefix}${openapiPath(newest)}>; rel="successor-version"; type="application/json"` }),
  }
}

/** A sunset without a time is a whole day, and the header a moment. */
const lastSecond = (sunset: string) => new Date(sunset.includes('T') ? sunset : `${sunset}T23:59:59Z`)

/** Where the OpenAPI document of a version lives, below the handler's prefix. */
export function openapiPath(version: ContractVersion): string {
  const major = pathMajor(version)
  return major === undefined ? '/openapi.json' : `/v${major}/openapi.json`
}
