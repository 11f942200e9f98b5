import type { ContractVersion } from '../engine/version.js'
import type { DiscoveryDocument } from '../wire/discovery.js'

/** What `GET /contract` answers: the versions served, oldest first. */
export function discoveryDocument(contract: string, served: readonly ContractVersion[]): DiscoveryDocument {
  return {
    contract,
    latest: served[served.length - 1]!.version,
    versions: served.map(({ version, deprecated, sunset }) => ({
      version,
      ...(deprecated !== undefined && { deprecated }),
      ...(sunset !== undefined && { sunset }),
    })),
  }
}
