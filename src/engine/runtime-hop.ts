import type { AnyContractRouter } from '@orpc/contract'
import type { AnswerContext, EmulationContext, Step } from './hop.js'
import type { LossRule } from './loss.js'
import { isRecord } from './record.js'

/** An error on its way through a hop. */
export interface ErrorValue {
  readonly code: string
  readonly data: unknown
  readonly message: string
}

type ErrorStep = (error: ErrorValue, context: AnswerContext) => Pick<ErrorValue, 'code'> & Partial<ErrorValue>
/** An emulation, its types forgotten. */
export type Emulate = (request: unknown, context: EmulationContext<AnyContractRouter, AnyContractRouter>) => unknown

/** What a hop says about one procedure, its types forgotten. */
export interface ProcedureSteps {
  readonly request?: Step
  readonly response?: Step<unknown, unknown, AnswerContext>
  readonly events?: Step<unknown, unknown, AnswerContext>
  readonly errors?: { readonly up?: Readonly<Record<string, ErrorStep>>; readonly down?: Readonly<Record<string, ErrorStep>> }
  readonly route?: string
  readonly emulated?: Emulate
  /** Beside `emulated`. */
  readonly losses?: readonly LossRule[]
  readonly unavailable?: string
}

/** A hop between two adjacent versions: for each contract the nested shape of its procedures. */
export interface HopDefinition {
  /** The older version. */
  readonly from: string
  /** The newer version. */
  readonly to: string
  /** A `Hop` a contract. */
  readonly contracts: Readonly<Record<string, object>>
}

/**
 * The steps of one contract by dotted path. `known` are the procedures of either side; what stands where neither side has
 * anything comes out too, under its own path, so that it can be refused by name.
 */
export function stepsOf(hop: object, known: readonly string[]): ReadonlyMap<string, ProcedureSteps> {
  return new Map(walk(hop, [], known))
}

function walk(node: object, path: readonly string[], known: readonly string[]): readonly (readonly [string, ProcedureSteps])[] {
  const id = path.join('.')
  const isGroup = path.length === 0 ? !known.includes('') : known.some((other) => other.startsWith(`${id}.`))
  if (!isGroup) return [[id, node]]
  return Object.entries(node).flatMap(([key, child]) => walk(isRecord(child) ? child : {}, [...path, key], known))
}
