import type { AnyContractRouter, HTTPPath } from '@orpc/contract'
import type { Context, Router } from '@orpc/server'
import type { StandardHandlerOptions } from '@orpc/server/standard'
import type { Validation } from '../engine/call-options.js'
import type { Loss } from '../engine/errors.js'
import { keep } from '../engine/keep.js'
import type { LossPolicy } from '../engine/policy.js'
import { randomId, type Registry } from '../engine/registry.js'
import type { Contracts, ContractVersion } from '../engine/version.js'
import { createDispatcher } from './dispatch.js'
import { refuseGaps } from './router-gaps.js'
import { type ContractHandler, onEveryRuntime } from './runtimes.js'
import { servedUntilSunset, versionsToServe } from './served-versions.js'
import { pathMajor } from './spoken-version.js'
import { createUsageCounter, type ServedCall, type UsageCounter } from './usage.js'
import { bothForms, openapiForm, type VersionHandler } from './version-handler.js'
import { versionRouter } from './version-router.js'

/** Largest request body where nothing else is said: 10 MiB. */
export const MAX_BODY_SIZE = 10 * 1024 * 1024

/** How a contract is served. */
export interface ContractHandlerOptions<Contract extends AnyContractRouter, C extends Context> {
  /** Implements the latest version alone. */
  readonly router: Router<Contract, C>
  /** Path that everything is mounted under, such as `/api/runner`. */
  readonly prefix?: HTTPPath
  /** Semver ids of the versions to serve; all where absent. */
  readonly versions?: readonly string[]
  /**
   * Whether a version is served no more once its `sunset` is over: it vanishes from what is said to be supported, and its requests are
   * refused with `CONTRACT_VERSION_UNSUPPORTED`, which names the version to move to, before anything runs. False unless said.
   */
  readonly refuseSunset?: boolean
  /** What becomes of a request that an older caller's version makes lossy; by default as its hop says. */
  readonly losses?: LossPolicy
  /**
   * `all`, unless said: whatever reaches the implementation or leaves to a caller is valid under that side's schema. `edges` parses
   * what an older caller sends and what the implementation answers, and trusts what conversions make of these, unless interceptors or
   * middleware have it first.
   */
  readonly validate?: Validation
  /** Told of what conversions lost. */
  readonly onLoss?: (loss: Loss) => void
  /** Told of each call of a procedure that there is, once its body is read, before it is validated and executed. What it throws is ignored. */
  readonly onCall?: (call: ServedCall) => void
  /** Largest request body in bytes; {@link MAX_BODY_SIZE} where absent. A larger one is answered 413. */
  readonly maxBodySize?: number
  /**
   * Whether versions without `/vN` are also served to callers on oRPC's RPC link, by the form of their body (`{"json": …}`).
   * Not where a request of such a version may itself be an object of nothing but `json`.
   */
  readonly rpcForm?: boolean
  /** Makes ids that an older request lacks; random UUIDs where absent. */
  readonly newId?: () => string
  /** The time in milliseconds since 1970, for tests. */
  readonly now?: () => number
  /** oRPC interceptors around every request, in the version that the caller speaks. */
  readonly interceptors?: StandardHandlerOptions<C>['interceptors']
  /** oRPC interceptors around every call of the implementation, in the latest version. */
  readonly clientInterceptors?: StandardHandlerOptions<C>['clientInterceptors']
}

/**
 * Serves one contract of a registry in all of its versions, from an implementation of the latest alone.
 * @throws ContractError `NOT_REGISTERED` for a version that the registry does not have, or where `refuseSunset` would leave none one day,
 * `ROUTER_INCOMPLETE` for a procedure that the router does not implement; RangeError for a `maxBodySize` that is none
 */
export function createContractHandler<Latest extends Contracts, Name extends keyof Latest & string, C extends Context>(
  registry: Registry<Latest>,
  contract: Name,
  options: ContractHandlerOptions<Latest[Name], C>,
): ContractHandler<C> {
  const { maxBodySize = MAX_BODY_SIZE, refuseSunset = false, onCall, now = Date.now } = options
  if (!(maxBodySize > 0)) throw new RangeError(`maxBodySize is a number of bytes above 0, not ${maxBodySize}`)
  refuseGaps(registry, contract, options.router)
  const versions = versionsToServe(registry, options.versions)
  const counter = createUsageCounter({ registry, contract, onCall, now })
  const dispatcher = createDispatcher<C>({
    rpcForm: options.rpcForm ?? false,
    registry: registry.name,
    contract,
    prefix: (options.prefix ?? '').replace(/\/$/, ''),
    known: registry.versions,
    versions,
    served: refuseSunset ? servedUntilSunset(registry, versions, now) : () => versions,
    handlerOf: handlersByVersion(registry, contract, options, counter),
  })
  return onEveryRuntime(dispatcher, maxBodySize, counter.usage)
}

/** One handler a version, built when it is first asked for. */
function handlersByVersion<C extends Context>(
  registry: Registry,
  contract: string,
  { router, newId = randomId, rpcForm = false, losses, validate = 'all', onLoss, interceptors = [], clientInterceptors = [] }: ContractHandlerOptions<AnyContractRouter, C>,
  { countIn }: UsageCounter,
): (version: ContractVersion) => VersionHandler<C> {
  const implementation = { registry, contract, router, newId, losses, validate, onLoss, clientInterceptors }
  const handlers = new Map<ContractVersion, VersionHandler<C>>()
  const make = (version: ContractVersion) => {
    const served = versionRouter({ ...implementation, count: countIn(version) }, version)
    const handlerOptions = () => ({ interceptors: [...interceptors], clientInterceptors: [...served.clientInterceptors] })
    const form = rpcForm && pathMajor(version) === undefined ? bothForms : openapiForm
    return form<C>(served.router, handlerOptions)
  }
  return (version) => keep(handlers, version, make)
}
