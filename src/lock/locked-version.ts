import { type AnyContractRouter, type AnySchema, eventIterator, oc } from '@orpc/contract'
import { canonical } from '../diff/schema/json.js'
import { type ProcedureDetails, proceduresOf } from '../engine/procedures.js'
import type { JsonSchema } from '../engine/schema.js'
import type { ContractVersion } from '../engine/version.js'
import { describeContracts } from './describe-contracts.js'
import type { Lock, LockedProcedure } from './lock.js'
import { lockedSchema } from './locked-schema.js'

/**
 * The version that a lock holds, as contracts that the wire diff can compare with those of `here`. A half that is the same in
 * both is here's own, so that nothing is found in it.
 */
export function lockedVersion({ contracts, version }: Pick<Lock, 'contracts' | 'version'>, here: ContractVersion): ContractVersion {
  const described = describeContracts(here.contracts)
  const routers = Object.entries(contracts).map(([name, procedures]) => {
    const own = here.contracts[name] === undefined ? undefined : proceduresOf(here.contracts[name])
    const locked = Object.entries(procedures).map(([id, one]) => [id, contractOf(one, described[name]?.[id], own?.get(id))] as const)
    return [name, nested(locked)] as const
  })
  return { version, contracts: Object.fromEntries(routers) }
}

function contractOf(locked: LockedProcedure, described: LockedProcedure | undefined, own: ProcedureDetails | undefined): AnyContractRouter {
  const pick = (schema: JsonSchema | undefined, now: JsonSchema | undefined, mine: AnySchema | undefined): AnySchema | undefined => {
    if (schema === undefined) return undefined
    return mine !== undefined && now !== undefined && canonical(schema) === canonical(now) ? mine : lockedSchema(schema)
  }
  const request = pick(locked.request, described?.request, own?.request)
  const response = pick(locked.response, described?.response, own?.response)
  const events = pick(locked.events, described?.events, own?.events)
  const errors = Object.entries(locked.errors).map(([code, { status, data }]) => {
    const schema = pick(data, described?.errors[code]?.data, own?.errors[code])
    return [code, { status, ...(schema && { data: schema }) }] as const
  })
  const output = events === undefined ? response : eventIterator(events, response)
  const routed = oc.route(locked.route as Parameters<typeof oc.route>[0]).errors(Object.fromEntries(errors))
  const asked = request === undefined ? routed : routed.input(request)
  return output === undefined ? asked : asked.output(output)
}

/** Dotted paths as the nested routers that they stand for. */
function nested(procedures: readonly (readonly [string, AnyContractRouter])[]): AnyContractRouter {
  const [only] = procedures
  if (only?.[0] === '') return only[1]
  const heads = new Set(procedures.map(([id]) => id.split('.')[0]!))
  return Object.fromEntries([...heads].map((head) => {
    const below = procedures.filter(([id]) => id.split('.')[0] === head).map(([id, one]) => [id.slice(head.length + 1), one] as const)
    return [head, nested(below)]
  })) as AnyContractRouter
}
