import type { ErrorMap } from '@orpc/contract'
import { fallbackORPCErrorStatus } from '@orpc/client'
import { type ProcedureDetails, proceduresOf, routeOf } from '../engine/procedures.js'
import { describeSchema, type JsonSchema, type SchemaMode } from '../engine/schema.js'
import type { Contracts } from '../engine/version.js'
import type { LockedContracts, LockedError, LockedProcedure } from './lock.js'

/** Contracts as a lock holds them. */
export function describeContracts(contracts: Contracts): LockedContracts {
  return Object.fromEntries(Object.entries(contracts).map(([name, contract]) => {
    const procedures = [...proceduresOf(contract)].map(([id, details]) => [id, describeProcedure(details)] as const)
    return [name, Object.fromEntries(procedures)]
  }))
}

function describeProcedure(details: ProcedureDetails): LockedProcedure {
  const { request, response, events } = details
  return {
    route: fullRoute(details),
    ...half('request', plain(request, 'input')),
    ...half('response', plain(response, 'output')),
    ...half('events', plain(events, 'output')),
    errors: describeErrors(details),
  }
}

const half = (name: 'request' | 'response' | 'events', schema: JsonSchema | undefined) => (schema === undefined ? {} : { [name]: schema })

/** The route with the `/vN` that the engine leaves out when it compares versions. */
function fullRoute(details: ProcedureDetails): LockedProcedure['route'] {
  const { path = routeOf(details).path } = details.procedure['~orpc'].route
  return { ...routeOf(details), path }
}

function describeErrors({ errors, procedure }: ProcedureDetails): Readonly<Record<string, LockedError>> {
  const map = procedure['~orpc'].errorMap as ErrorMap
  return Object.fromEntries(Object.entries(errors).map(([code, schema]) => {
    const data = plain(schema, 'output')
    return [code, { status: fallbackORPCErrorStatus(code, map[code]?.status), ...(data && { data }) }]
  }))
}

/** As JSON can carry it: a schema may hold big integers. */
function plain(schema: ProcedureDetails['request'], mode: SchemaMode): JsonSchema | undefined {
  const described = describeSchema(schema, mode)
  return described && (JSON.parse(JSON.stringify(described, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))) as JsonSchema)
}
