/** Thrown by a conversion for a value that it cannot bring over at all: a request that is not sent then, or an answer that cannot be read. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

/** The refusal that an error is, or was made of. */
export function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  return error instanceof Error && error.cause instanceof Refusal ? error.cause : undefined
}
