import {
  type AnyContractProcedure,
  type AnyContractRouter,
  type AnySchema,
  type ErrorMap,
  fallbackContractConfig,
  isContractProcedure,
} from '@orpc/contract'
import { streamOf } from './schema.js'

/** The four halves of a call, as the engine converts them. */
export type HalfName = 'request' | 'response' | 'errors' | 'events'

/** A procedure, where it is, and its schemas by half (`undefined` where it has none). */
export interface ProcedureDetails {
  readonly path: readonly string[]
  readonly procedure: AnyContractProcedure
  /** Whether some of its request stands in the path of its route. */
  readonly isInPath: boolean
  readonly request: AnySchema | undefined
  /** Of a stream: what it returns at its end. */
  readonly response: AnySchema | undefined
  /** Of a stream: what it yields. */
  readonly events: AnySchema | undefined
  readonly errors: Readonly<Record<string, AnySchema | undefined>>
}

/** All procedures of a contract in the order of their definition, by dotted path (`''` for a contract that is one procedure). */
export function proceduresOf(contract: AnyContractRouter): ReadonlyMap<string, ProcedureDetails> {
  return new Map(walk(contract, []).map((details) => [details.path.join('.'), details]))
}

function walk(router: AnyContractRouter, path: readonly string[]): readonly ProcedureDetails[] {
  if (isContractProcedure(router)) return [detailsOf(router, path)]
  return Object.entries(router).flatMap(([key, child]) => walk(child, [...path, key]))
}

function detailsOf(procedure: AnyContractProcedure, path: readonly string[]): ProcedureDetails {
  const { inputSchema, outputSchema, errorMap, route } = procedure['~orpc']
  const stream = streamOf(outputSchema)
  return {
    path,
    procedure,
    isInPath: route.path?.includes('{') ?? false,
    request: inputSchema,
    response: stream === undefined ? outputSchema : stream.returns,
    events: stream?.yields,
    errors: Object.fromEntries(Object.entries(errorMap as ErrorMap).map(([code, item]) => [code, item?.data])),
  }
}

/** A route without its `/vN`, as it must stay the same unless a hop says otherwise. */
export function routeOf({ procedure, path }: ProcedureDetails) {
  const { route } = procedure['~orpc']
  const fullPath = route.path ?? `/${path.map(encodeURIComponent).join('/')}`
  return {
    method: fallbackContractConfig('defaultMethod', route.method),
    path: fullPath.replace(/^\/v\d+(?=\/|$)/, '') || '/',
    successStatus: fallbackContractConfig('defaultSuccessStatus', route.successStatus),
    inputStructure: fallbackContractConfig('defaultInputStructure', route.inputStructure),
    outputStructure: fallbackContractConfig('defaultOutputStructure', route.outputStructure),
  }
}

/** The `N` of a route's `/vN`; `undefined` where it has none. */
export function majorInPath({ procedure }: ProcedureDetails): number | undefined {
  const major = /^\/v(\d+)(?:\/|$)/.exec(procedure['~orpc'].route.path ?? '')?.[1]
  return major === undefined ? undefined : Number(major)
}

