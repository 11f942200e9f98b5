import { type AnyRouter, getRouter, isLazy, isProcedure } from '@orpc/server'
import { ContractError } from '../engine/errors.js'
import { procedureName } from '../engine/pairs.js'
import { proceduresOf } from '../engine/procedures.js'
import type { Registry } from '../engine/registry.js'

/** Refuses a router that would fail at the first call of what it lacks. What is lazy is believed. */
export function refuseGaps({ latest }: Registry, contract: string, router: AnyRouter): void {
  const missing = [...proceduresOf(latest.contracts[contract]!)].flatMap(([id, { path }]) => {
    const found = getRouter(router, path)
    return isLazy(found) || isProcedure(found) ? [] : [procedureName(contract, id)]
  })
  if (missing.length > 0) throw new ContractError('ROUTER_INCOMPLETE', { contract, version: latest.version, missing })
}
