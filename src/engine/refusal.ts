/** Thrown by a conversion for a value that it cannot bring over at all; the call is refused before anything is sent. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}
