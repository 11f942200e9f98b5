/** URL of the peer without credentials and query. On spans alone: counters would have a series for each peer. */
export const PEER = 'runners.contracts.peer'
/** What a probe found: `discovery`, `evidence`, or the code of a ContractError; `error` for any other failure. */
export const OUTCOME = 'runners.contracts.outcome'

/** Name of the span event. */
export const RENEGOTIATION = 'runners.contracts.renegotiation'
