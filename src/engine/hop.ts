import type { AnyContractRouter, ContractProcedure, ContractRouterClient } from '@orpc/contract'
import type { ErrorsHop } from './hop-errors.js'
import type { LossRule, Normalisation } from './loss.js'
import type { Event, IsStream, Parsed, Returned, Same } from './parsed.js'

/** What a request's conversion may use beside the value. */
export interface RequestContext {
  /** A new unique id, for what the other side must be given and the value lacks. */
  readonly newId: () => string
}

/** What an answer's conversion may use beside the value: the call's request as each side has it. */
export interface AnswerContext<OlderRequest = unknown, NewerRequest = unknown> extends RequestContext {
  readonly request: { readonly older: OlderRequest; readonly newer: NewerRequest }
}

/** A conversion both ways between parsed values (the output types of the schemas). It never mutates, awaits or reads a clock. */
export interface Step<Older = unknown, Newer = unknown, Context = RequestContext> {
  readonly up: (older: Older, context: Context) => Newer
  readonly down: (newer: Newer, context: Context) => Older
  /** What `down` (or `up`, where a rule says so) cannot carry. */
  readonly losses?: readonly LossRule[]
  /** What `down` after `up` gives back in another form. The laws refuse every other change. */
  readonly normalises?: readonly Normalisation[]
}

/** What an emulation may use: clients of this contract as either side of the hop has it. */
export interface EmulationContext<Older extends AnyContractRouter, Newer extends AnyContractRouter> extends RequestContext {
  readonly older: ContractRouterClient<Older>
  readonly newer: ContractRouterClient<Newer>
  /** Resolves after so many milliseconds; rejects as soon as the call is aborted. */
  readonly wait: (ms: number) => Promise<void>
  readonly signal?: AbortSignal | undefined
}

/** A procedure that the other side lacks, built on procedures that it has. */
export interface Emulated<P, Older extends AnyContractRouter, Newer extends AnyContractRouter> {
  readonly emulated: P extends ContractProcedure<infer I, infer O, infer _E, infer _M>
    ? IsStream<O> extends true
      ? (request: Parsed<I>, context: EmulationContext<Older, Newer>) => AsyncGenerator<Event<O>, Returned<O>, unknown>
      : (request: Parsed<I>, context: EmulationContext<Older, Newer>) => Promise<Parsed<O>>
    : never
  /** What the calls underneath cannot carry of the request: what policy rejects is rejected before the emulation begins. */
  readonly losses?: readonly LossRule[]
}

/** A procedure that the other side lacks and nothing can stand in for. */
export interface Unavailable {
  /** Why, for people: it reaches the caller. */
  readonly unavailable: string
}

/** What a hop says of a procedure that only one side has, or of a group of them. */
export type OneSided<P, Older extends AnyContractRouter, Newer extends AnyContractRouter> =
  P extends ContractProcedure<infer _I, infer _O, infer _E, infer _M>
    ? Emulated<P, Older, Newer> | Unavailable
    : { readonly [K in keyof P]: OneSided<P[K], Older, Newer> }

/** A step, which must be there where the half changed. */
export type HopHalf<Name extends string, Older, Newer, Context> =
  Same<Older, Newer> extends true
    ? { readonly [N in Name]?: Step<Older, Newer, Context> }
    : { readonly [N in Name]: Step<Older, Newer, Context> }

/** The steps of what comes back: events and the value returned at the end for a stream, a response otherwise. */
export type HopAnswer<Older, Newer, Context> = [IsStream<Older>, IsStream<Newer>] extends [true, true]
  ? HopHalf<'events', Event<Older>, Event<Newer>, Context> & HopHalf<'response', Returned<Older>, Returned<Newer>, Context>
  : [IsStream<Older>, IsStream<Newer>] extends [false, false]
    ? HopHalf<'response', Parsed<Older>, Parsed<Newer>, Context>
    : { readonly response: 'A stream cannot become a single answer or the other way round: give the procedure a new name.' }

/** The steps of a procedure that both sides have. */
export type ProcedureHop<OI, OO, OE, NI, NO, NE> = HopHalf<'request', Parsed<OI>, Parsed<NI>, RequestContext> &
  HopAnswer<OO, NO, AnswerContext<Parsed<OI>, Parsed<NI>>> &
  ErrorsHop<OE, NE, AnswerContext<Parsed<OI>, Parsed<NI>>> & {
    /** A changed route (method, path below the version, statuses, structures) in a sentence; no step converts it. */
    readonly route?: string
  }

/** What a hop says at one place of the contract: of a procedure or of a group of procedures. */
export type HopEntry<O, N, Older extends AnyContractRouter, Newer extends AnyContractRouter> =
  O extends ContractProcedure<infer OI, infer OO, infer OE, infer _OM>
    ? N extends ContractProcedure<infer NI, infer NO, infer NE, infer _NM>
      ? ProcedureHop<OI, OO, OE, NI, NO, NE>
      : 'A procedure cannot become a group of procedures: give it a new name.'
    : N extends ContractProcedure<infer _I, infer _O, infer _E, infer _M>
      ? 'A group of procedures cannot become a procedure: give it a new name.'
      : O extends AnyContractRouter
        ? N extends AnyContractRouter
          ? RouterHop<O, N, Older, Newer>
          : never
        : never

/** What a hop may say of a group of procedures, by name. */
export type HopEntries<O, N, Older extends AnyContractRouter, Newer extends AnyContractRouter> = {
  readonly [K in keyof O | keyof N]: K extends keyof O
    ? K extends keyof N
      ? HopEntry<O[K], N[K], Older, Newer>
      : OneSided<O[K], Older, Newer>
    : K extends keyof N
      ? OneSided<N[K], Older, Newer>
      : never
}

/** The names that must be there. */
export type RequiredKeys<T> = { [K in keyof T]: Record<never, never> extends T[K] ? never : K }[keyof T]

/** What a hop says of a group of procedures: a place may be left out where nothing below it changed. */
export type RouterHop<O, N, Older extends AnyContractRouter, Newer extends AnyContractRouter, E = HopEntries<O, N, Older, Newer>> = {
  readonly [K in RequiredKeys<E>]: E[K]
} & { readonly [K in Exclude<keyof E, RequiredKeys<E>>]?: E[K] }

/**
 * How one contract converts between two adjacent versions: the nested shape of the contract, a step for every changed half.
 * Write it as an object literal that `satisfies Hop<Older, Newer>`; the compiler then demands what is missing.
 */
export type Hop<Older extends AnyContractRouter, Newer extends AnyContractRouter> = HopEntry<Older, Newer, Older, Newer>
