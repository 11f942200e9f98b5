import type { OpenAPILinkOptions } from '@orpc/openapi-client/fetch'
import type { Loss } from '../engine/errors.js'
import type { LossPolicy } from '../engine/policy.js'
import type { PeerAgreement } from './peer-agreement.js'
import type { Pin } from './pin.js'

/** Settings of a single call, given as `client.execute(request, { context: { … } })`. They win over the client's. */
export interface CallContext {
  /** What becomes of losses in this call. */
  readonly losses?: LossPolicy | undefined
  /** Speak exactly this version in this call: nothing is discovered, a rejection is not negotiated again. */
  readonly version?: string | undefined
  /** What `pinned` gives to each of its calls: they keep the version that the first of them was answered in. */
  readonly pin?: Pin | undefined
  /** Headers of this call, on top of the client's. Discovery does not send them, since calls share it. */
  readonly headers?: PlainHeaders | undefined
  /** Told of the losses of this call, beside the client's own hook. */
  readonly onLoss?: ((loss: Loss) => void) | undefined
  /** Told what this call is sent under: twice where it was negotiated again, for each call of an emulation. */
  readonly onAgreement?: ((agreement: PeerAgreement) => void) | undefined
}

/** Headers as an object or as fetch's `Headers`. */
export type PlainHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

/** Headers of every request: a value, or a function as oRPC's links take it (discovery calls it with the path `[]`). */
export type ClientHeaders = NonNullable<OpenAPILinkOptions<CallContext>['headers']>
