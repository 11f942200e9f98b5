import type { AnySchema, ErrorMap, InferSchemaOutput } from '@orpc/contract'

/** What a schema gives after parsing. */
export type Parsed<S> = S extends AnySchema ? InferSchemaOutput<S> : unknown

/** Whether two types are identical: an added optional property makes them differ. */
export type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Whether a schema is an event iterator. */
export type IsStream<S> = unknown extends Parsed<S> ? false : Parsed<S> extends AsyncIterator<unknown, unknown, never> ? true : false

/** What an iterator gives at each turn. Read off `next`, since `return` takes anything and would make it all `any`. */
export type Turn<S> = Parsed<S> extends { readonly next: (...args: never[]) => Promise<infer T> } ? T : never

/** What an event iterator yields. */
export type Event<S> = Exclude<Turn<S>, IteratorReturnResult<unknown>> extends { readonly value: infer E } ? E : never

/** What an event iterator returns at its end. */
export type Returned<S> = Extract<Turn<S>, IteratorReturnResult<unknown>> extends { readonly value: infer R } ? R : never

/** Parsed data of the error `Code` in an error map; `undefined` where it has none. */
export type ErrorData<Errors, Code extends keyof Errors> =
  Errors[Code] extends { readonly data: infer S extends AnySchema } ? Parsed<S> : undefined

/** The codes of an error map. */
export type ErrorCodes<Errors> = Errors extends ErrorMap ? keyof Errors & string : never
