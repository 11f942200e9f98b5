import type { CharSet } from './charset.js'

/** A regular expression as it is written. */
export type Syntax =
  | { readonly kind: 'chars'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly parts: readonly Syntax[] }
  | { readonly kind: 'either'; readonly parts: readonly Syntax[] }
  | { readonly kind: 'repeat'; readonly part: Syntax; readonly min: number; readonly max: number }
  | { readonly kind: 'start' }
  /** Between a word's character and another, or with `negative` not there. */
  | { readonly kind: 'boundary'; readonly negative: boolean }
  | { readonly kind: 'end' }
  | { readonly kind: 'ahead'; readonly part: Syntax; readonly negative: boolean }

/** Thrown at what is not followed: back references, look-behind. */
export class Unsupported extends Error {}
