import { type AnyProcedure, type AnyRouter, createORPCErrorConstructorMap, getRouter, type Lazyable, Procedure, unlazy } from '@orpc/server'
import type { Validation } from '../engine/call-options.js'
import type { Chain } from '../engine/chain.js'
import { keep } from '../engine/keep.js'
import { quickProcedure } from './quick-router.js'

/** A procedure, and what oRPC tells of it to whoever wraps its calls. */
export interface Implemented {
  readonly path: readonly string[]
  readonly procedure: AnyProcedure
  readonly errors: unknown
}

/** The procedures of an implementation at the ends of chains, each made at its first call. */
export function implementedProcedures(router: AnyRouter, validate: Validation): (chain: Chain) => Promise<Implemented> {
  const kept = new Map<Chain, Promise<Implemented>>()
  const make = (chain: Chain) => {
    const made = implementedProcedure(router, chain, validate)
    // a part that could not be loaded is asked for again
    made.catch(() => kept.delete(chain))
    return made
  }
  return (chain) => keep(kept, chain, make)
}

/** As requests reach it that the chain converts. */
async function implementedProcedure(router: AnyRouter, { path, from, to, target }: Chain, validate: Validation): Promise<Implemented> {
  // the registry has seen that the router has a procedure there
  const { default: procedure } = await unlazy(getRouter(router, path) as Lazyable<AnyProcedure>)
  const { inputSchema, errorMap } = procedure['~orpc']
  const isTrusted = validate === 'edges' && inputSchema === target.request
  // what an emulation calls as it is parses what it is called with, and copies it
  const reached = from === to ? procedure : quickProcedure(procedure, isTrusted)
  return { path, procedure: reached, errors: createORPCErrorConstructorMap(errorMap) }
}

/** What implements a procedure of an older version: nothing, since an interceptor has the latest version's executed. */
export function convertedProcedure({ source: { procedure } }: Chain): AnyProcedure {
  const { route, meta, errorMap } = procedure['~orpc']
  const handler = () => Promise.reject(new Error('not converted'))
  return new Procedure({ route, meta, errorMap, handler, middlewares: [], inputValidationIndex: 0, outputValidationIndex: 0 })
}
