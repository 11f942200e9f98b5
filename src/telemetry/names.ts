import type { Attributes } from '@opentelemetry/api'

/** The instrumentation scope of every span and counter. */
export const SCOPE = '@runners/contracts'

/** Name of the registry, such as `runners`. */
export const REGISTRY = 'runners.contracts.registry'
/** `runner` */
export const CONTRACT = 'runners.contracts.contract'
/** `runner.execute` */
export const PROCEDURE = 'runners.contracts.procedure'
/** The contract version spoken on the wire, such as `1.0.0`. */
export const VERSION = 'runners.contracts.version'
/** The version before: rejected by the peer, or that of a value that lost something. */
export const FROM = 'runners.contracts.from'
/** The version after. */
export const TO = 'runners.contracts.to'
/** Where a loss was: its path without indices, such as `runners[].timeoutMs`. */
export const PATH = 'runners.contracts.path'

/** What each counter counts, as its unit has it, by the name behind `runners.contracts.`. README says when. */
export const COUNTERS = {
  'client.calls': 'call',
  'client.probes': 'probe',
  'client.renegotiations': 'renegotiation',
  'client.losses': 'loss',
  'server.calls': 'call',
  'server.losses': 'loss',
} as const

export type CounterName = keyof typeof COUNTERS

/** What is called, and in which version where that is known: what spans and counters of calls are told apart by. */
export const callAttributes = (registry: string, contract: string, procedure: string, more: Attributes): Attributes => ({
  [REGISTRY]: registry,
  [CONTRACT]: contract,
  [PROCEDURE]: procedure,
  ...more,
})
