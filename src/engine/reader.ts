/** Says that the schema itself must be asked. */
export const UNSURE = Symbol('unsure')

/** What parsing gives, or {@link UNSURE}. Lists and objects are copied where `copies`, as parsing copies them, else kept. */
export type Reader = (value: unknown, copies: boolean) => unknown
