import { type AnyContractProcedure, ContractProcedure } from '@orpc/contract'
import { type AnyProcedure, type AnyRouter, getRouter, type Lazyable, lazy, Procedure, unlazy } from '@orpc/server'
import type { Validation } from '../engine/call-options.js'
import type { Chain } from '../engine/chain.js'
import { quickSchema } from '../engine/quick-schema.js'
import { streamOf } from '../engine/schema.js'

/** The procedure of an implementation at the end of a chain, as requests reach it that the chain converts. */
export function implementedProcedure(router: AnyRouter, { path, from, to, target }: Chain, validate: Validation): Lazyable<AnyProcedure> {
  // the registry has seen that the router has a procedure there
  const procedure = getRouter(router, path) as Lazyable<AnyProcedure>
  if (from === to) return procedure
  const converted = async () => {
    const { inputSchema, ...definition } = (await unlazy(procedure)).default['~orpc']
    const isTrusted = validate === 'edges' && inputSchema === target.request
    // copied, since what an implementation does to its request must not reach the conversion of its answer
    return { default: new Procedure(isTrusted || inputSchema === undefined ? definition : { ...definition, inputSchema: quickSchema(inputSchema, true) }) }
  }
  let made: ReturnType<typeof converted> | undefined
  // oRPC asks at every call
  return lazy(() => (made ??= converted()))
}

/** A procedure of an older version whose answers a chain converts. Events are parsed as they are. */
export function answeredProcedure({ source: { procedure }, ending }: Chain, validate: Validation): AnyContractProcedure {
  const { outputSchema, ...definition } = procedure['~orpc']
  if (outputSchema === undefined || ending.kind !== 'native' || streamOf(outputSchema) !== undefined) return procedure
  return new ContractProcedure(validate === 'edges' ? definition : { ...definition, outputSchema: quickSchema(outputSchema) })
}
