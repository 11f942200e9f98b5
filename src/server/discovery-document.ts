import type { ContractVersion } from '../engine/version.js'
import type { DiscoveryDocument } from '../wire/discovery.js'
import { datesOf } from './deprecation.js'

/** What `GET /contract` answers: the versions served, oldest first. */
export function discoveryDocument(contract: string, served: readonly ContractVersion[]): DiscoveryDocument {
  return {
    contract,
    latest: served.at(-1)!.version,
    versions: served.map((version) => ({ version: version.version, ...datesOf(version) })),
  }
}
