import { type AnyProcedure, type AnyRouter, getHiddenRouterContract, getLazyMeta, isLazy, isProcedure, type Lazyable, lazy, Procedure, setHiddenRouterContract, unlazy } from '@orpc/server'
import { quickSchema } from '../engine/quick-schema.js'

/** The same router with the same results, quicker on what is valid: oRPC validates every call of the latest version by its schemas. */
export function quickRouter<Routes extends Lazyable<AnyRouter>>(router: Routes): Routes
export function quickRouter(router: Lazyable<AnyRouter>): Lazyable<AnyRouter> {
  if (isLazy(router)) return lazy(async () => ({ default: quickRouter((await unlazy(router)).default) }), getLazyMeta(router))
  if (isProcedure(router)) return quickProcedure(router)
  // what else a router may have beside them, oRPC leaves out
  if (typeof router !== 'object' || router === null) return router
  const quick: Record<string, Lazyable<AnyRouter>> = {}
  for (const key in router) quick[key] = quickRouter(router[key]!)
  const contract = getHiddenRouterContract(router)
  return contract === undefined ? quick : setHiddenRouterContract(quick, contract)
}

/** What goes in and out is copied, as parsing copies it: others may keep theirs, and call again with it. Input that `isTrusted` is not parsed. */
export function quickProcedure(procedure: AnyProcedure, isTrusted = false): AnyProcedure {
  const { inputSchema, outputSchema, ...definition } = procedure['~orpc']
  return new Procedure({
    ...definition,
    ...(!isTrusted && inputSchema && { inputSchema: quickSchema(inputSchema, true) }),
    ...(outputSchema && { outputSchema: quickSchema(outputSchema, true) }),
  })
}
