import { type AnyProcedure, type AnyRouter, createORPCErrorConstructorMap, getRouter, type Lazyable, Procedure, unlazy } from '@orpc/server'
import type { Chain } from '../engine/chain.js'
import { keep } from '../engine/keep.js'
import { quickProcedure } from './quick-router.js'

/** A procedure, and what oRPC tells of it to whoever wraps its calls. */
export interface Implemented {
  readonly path: readonly string[]
  readonly procedure: AnyProcedure
  readonly errors: unknown
}

/** The procedures of an implementation at the ends of chains, each made at its first call. `trusts` says not to parse what a conversion gives. */
export function implementedProcedures(router: AnyRouter, trusts: boolean): (chain: Chain) => Promise<Implemented> {
  const kept = new Map<Chain, Promise<Implemented>>()
  const make = (chain: Chain) => {
    const made = implementedProcedure(router, chain, trusts)
    // a part that could not be loaded is asked for again
    made.catch(() => kept.delete(chain))
    return made
  }
  return (chain) => keep(kept, chain, make)
}

/** As requests reach it that the chain converts. */
async function implementedProcedure(router: AnyRouter, { path, from, to, target }: Chain, trusts: boolean): Promise<Implemented> {
  // the registry has seen that the router has a procedure there
  const { default: procedure } = await unlazy(getRouter(router, path) as Lazyable<AnyProcedure>)
  const { inputSchema, errorMap, inputValidationIndex } = procedure['~orpc']
  // middleware before validation may change a request, and call again with what became of it
  const isTrusted = trusts && inputSchema === target.request && inputValidationIndex < 1
  // what an emulation calls as it is parses what it is called with, and copies it
  const reached = from === to ? procedure : quickProcedure(procedure, isTrusted)
  return { path, procedure: reached, errors: createORPCErrorConstructorMap(errorMap) }
}

/** What implements a procedure of an older version: nothing, since an interceptor has the latest version's executed. */
export function convertedProcedure({ source: { procedure } }: Chain): AnyProcedure {
  const { route, meta, errorMap } = procedure['~orpc']
  const handler = () => {
    throw new Error('not converted')
  }
  return new Procedure({ route, meta, errorMap, handler, middlewares: [], inputValidationIndex: 0, outputValidationIndex: 0 })
}
