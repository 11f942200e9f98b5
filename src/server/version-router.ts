import { type AnyContractRouter, isContractProcedure } from '@orpc/contract'
import type { AnyProcedure, AnyRouter } from '@orpc/server'
import type { Chain } from '../engine/chain.js'
import type { ContractVersion } from '../engine/version.js'
import { convertedProcedure } from './converted-procedure.js'
import { convertingInterceptor, type Implementation } from './converting-interceptor.js'
import { quickRouter } from './quick-router.js'

/** What oRPC serves one version by: its routes, and what wraps each call, in this order. */
export interface VersionRouter extends Pick<Implementation, 'clientInterceptors'> {
  readonly router: AnyRouter
}

/** The implementation itself for the latest version; for an older one its own routes, whose calls an interceptor converts. */
export function versionRouter(implementation: Implementation, { version, contracts }: ContractVersion): VersionRouter {
  const { registry, contract, router, count, clientInterceptors } = implementation
  const { version: latest } = registry.latest
  if (version === latest) {
    const counting = ({ path, next }: CountedCall) => {
      count(path)
      return next()
    }
    return { router: quickRouter(router), clientInterceptors: [counting, ...clientInterceptors] }
  }
  const chains = new Map<AnyProcedure, Chain>()
  const routes = routesOf(contracts[contract] ?? {}, [], (path) => {
    const chain = registry.chain(contract, path, version, latest)
    const procedure = convertedProcedure(chain)
    chains.set(procedure, chain)
    return procedure
  })
  return { router: routes, clientInterceptors: [convertingInterceptor(implementation, chains), ...clientInterceptors] }
}

interface CountedCall {
  readonly path: readonly string[]
  readonly next: () => unknown
}

/** A router of the shape of a contract. */
function routesOf(contract: AnyContractRouter, path: readonly string[], procedureAt: (path: readonly string[]) => AnyProcedure): AnyRouter {
  if (isContractProcedure(contract)) return procedureAt(path)
  return Object.fromEntries(Object.entries(contract).map(([key, child]) => [key, routesOf(child, [...path, key], procedureAt)]))
}
