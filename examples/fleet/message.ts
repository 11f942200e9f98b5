import type { Loss } from '@runners/contracts'
import type { PeerAgreement } from '@runners/contracts/client'

/** What a process of the fleet tells its supervisor. */
export type Message =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'agreed'; readonly agreement: PeerAgreement }
  | { readonly kind: 'lost'; readonly loss: Loss }
  | { readonly kind: 'visited'; readonly paths: readonly string[] }
  | { readonly kind: 'report'; readonly report: unknown }
