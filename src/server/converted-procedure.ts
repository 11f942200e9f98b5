import { type AnyContractProcedure, type AnySchema, ContractProcedure } from '@orpc/contract'
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
    const { inputSchema, outputSchema, ...definition } = (await unlazy(procedure)).default['~orpc']
    const isTrusted = validate === 'edges' && inputSchema === target.request
    const schemas = { ...(!isTrusted && quick({ inputSchema })), ...quick({ outputSchema }, true) }
    return { default: new Procedure({ ...definition, ...schemas }) }
  }
  let made: ReturnType<typeof converted> | undefined
  const again = (error: unknown) => {
    made = undefined
    throw error
  }
  // oRPC asks at every call; a part that could not be loaded is asked for again
  return lazy(() => (made ??= converted().catch(again)))
}

/** A procedure of an older version as its callers reach it, whose answers a chain converts. Events are validated in either mode. */
export function answeredProcedure({ source: { procedure }, ending }: Chain, validate: Validation): AnyContractProcedure {
  const { inputSchema, outputSchema, ...definition } = procedure['~orpc']
  const isTrusted = validate === 'edges' && ending.kind === 'native' && streamOf(outputSchema) === undefined
  const schemas = { ...quick({ inputSchema }), ...(!isTrusted && quick({ outputSchema })) }
  return new ContractProcedure({ ...definition, ...schemas })
}

/** What an implementation answers is copied, since it may keep it; a request is a copy already. */
const quick = (schemas: Readonly<Record<string, AnySchema | undefined>>, copies = false) =>
  Object.fromEntries(Object.entries(schemas).flatMap(([name, schema]) => (schema === undefined ? [] : [[name, quickSchema(schema, copies)]])))
