/** Cause of an error that stands for an HTTP answer which no peer of a contract wrote: no hop may read a meaning into it. */
export class ForeignAnswer extends Error {
  override readonly name = 'ForeignAnswer'
}
