import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { readTerms } from '../engine/negotiation/terms.js'
import type { Registry } from '../engine/registry.js'
import type { Contracts } from '../engine/version.js'
import { createAgreementCache } from './agreement-cache.js'
import type { CallContext } from './call-context.js'
import type { ContractClientOptions } from './client-settings.js'
import { discover } from './discover.js'
import { NegotiatedLink } from './negotiated-link.js'
import { createNegotiator, type Negotiator } from './negotiator.js'
import { createPin } from './pin-negotiators.js'
import { type Reach, reachOf } from './reach.js'
import { requestHeaders } from './request-headers.js'
import { versionLinks } from './version-links.js'

/**
 * A client of the latest version of one contract of any registry. It agrees with its peer at the first call.
 * @throws TypeError where `url` is none; ContractError `NOT_REGISTERED` where `version` is not in the registry, `OFFER_INVALID` where
 * `min` is no version
 */
export function createContractClient<Latest extends Contracts, Name extends keyof Latest & string>(
  registry: Registry<Latest>,
  contract: Name,
  options: ContractClientOptions,
): ContractRouterClient<Latest[Name], CallContext> {
  const { losses, onLoss, onDeprecated, validate, newId } = options
  const reach = reachOf(registry, contract, options)
  const negotiator = negotiatorOf(reach, options)
  const linkFor = versionLinks(reach, { onSupported: negotiator.learn, onDeprecated })
  // a function that makes headers is given the request
  const serializes = typeof options.headers !== 'function'
  const link = { registry, contract, peer: reach.peer, linkFor, serializes, losses, onLoss, validate, newId }
  return createORPCClient(new NegotiatedLink({ ...link, ...negotiator }))
}

/** Whatever is wrong with a pin or a floor shows here, not at the first call. */
function negotiatorOf(reach: Reach, options: ContractClientOptions): Negotiator {
  const { registry, contract, peer } = reach
  const { version, min, prerelease, onAgreement, agreements = createAgreementCache() } = options
  const terms = { min, prerelease }
  readTerms(terms)
  if (version === undefined) return createNegotiator({ registry, contract, peer, terms, agreements, onAgreement, discover: discovery(reach, options) })
  registry.version(version)
  return createPin({ peer, contract, version, offered: [version], source: 'pin' }, onAgreement)
}

const discovery = ({ headers, ...reach }: Reach, { oldPeer, discoveryTimeoutMs }: ContractClientOptions) => () =>
  discover({ ...reach, headers: () => requestHeaders(headers, { context: {} }, [], undefined), oldPeer, timeoutMs: discoveryTimeoutMs })
