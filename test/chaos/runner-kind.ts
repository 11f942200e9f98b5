/** A deployed v1 runner; one on our handler in both versions; one on our handler in v2 alone. */
export type RunnerKind = 'legacy' | 'both' | 'modern'

/** From the oldest to the newest: an upgrade goes one to the right, a rollback one to the left. */
export const kinds = ['legacy', 'both', 'modern'] as const satisfies readonly RunnerKind[]

/** What a runner of a kind serves. */
export const servedBy: Readonly<Record<RunnerKind, readonly string[]>> = {
  legacy: ['1.0.0'],
  both: ['1.0.0', '2.0.0'],
  modern: ['2.0.0'],
}

/** The next kind in a direction; undefined where there is none. */
export const nextKind = (kind: RunnerKind, direction: 1 | -1): RunnerKind | undefined => kinds[kinds.indexOf(kind) + direction]
