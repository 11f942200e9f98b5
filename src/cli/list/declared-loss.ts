import type { LossRule } from '../../engine/loss.js'

/** A loss that a hop declares: what a value may lose at a path, and why. */
export interface DeclaredLoss {
  /** `runner.execute` */
  readonly procedure: string
  readonly half: 'request' | 'response' | 'events'
  readonly direction: 'up' | 'down'
  /** In the shape of the version converted from, such as `runners[].timeoutMs`. */
  readonly path: string
  readonly reason: string
  /** `reject` refuses a call that would lose it, unless the caller says otherwise. */
  readonly policy: 'report' | 'reject'
  /** `true` where only some values are lost. */
  readonly conditional: boolean
}

type Halves = { readonly [Half in DeclaredLoss['half']]?: { readonly losses?: readonly LossRule[] } }

/** What the steps of a procedure declare, half by half. */
export function lossesOf(procedure: string, halves: Halves): readonly DeclaredLoss[] {
  return (['request', 'response', 'events'] as const).flatMap((half) =>
    (halves[half]?.losses ?? []).map(
      ({ path, reason, direction = 'down', policy, when }): DeclaredLoss => ({
        procedure,
        half,
        direction,
        path,
        reason,
        policy: policy ?? 'report',
        conditional: when !== undefined,
      }),
    ),
  )
}
