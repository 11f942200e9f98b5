/** One thing wrong with a definition: the rule that it breaks, where, and the way out. */
export interface Problem {
  readonly rule: string
  readonly where: string
  readonly problem: string
  readonly fix: string
}

/** What was lost in a conversion: where in the value, why, and between which versions. */
export interface Loss {
  /** `runner.execute` */
  readonly procedure: string
  readonly half: 'request' | 'response' | 'errors' | 'events'
  /** Concrete path in the shape of version `from`, such as `runners[0].timeoutMs`. */
  readonly path: string
  readonly reason: string
  readonly from: string
  readonly to: string
  /** The peer that could not be given it, where a client tells. */
  readonly peer?: string
}

/** What a `ContractError` tells beside its code. Peers are URLs, versions semver, procedures `runner.execute`. */
export interface ContractErrorDetails {
  /** `defineRegistry` was given versions and hops that do not fit together. */
  REGISTRY_INCOHERENT: { readonly registry: string; readonly problems: readonly Problem[] }
  /** A version or procedure was asked for that the registry does not have. */
  NOT_REGISTERED: { readonly registry: string; readonly asked: string; readonly known: readonly string[] }
  /** A router lacks implementations of procedures of the latest version. */
  ROUTER_INCOMPLETE: { readonly contract: string; readonly version: string; readonly missing: readonly string[] }
  /** What one side offers or supports is not a list of versions or a range. `value` is cut to 64 characters. */
  OFFER_INVALID: { readonly side: 'offered' | 'supported' | 'min'; readonly value: string; readonly problem: string; readonly peer?: string }
  /** Two peers share no version. `upgrade` names who is behind, `to` the version that would do. */
  NO_COMMON_VERSION: {
    readonly offered: readonly string[]
    readonly supported: readonly string[]
    readonly min?: string
    readonly upgrade: 'peer' | 'self'
    readonly to: string
    readonly peer?: string
  }
  /** Nothing is known of the peer: no connection, no time, 401, 403, 429 or any 5xx. Says nothing about its version. */
  PEER_UNREACHABLE: { readonly peer: string; readonly contract: string; readonly reason: string; readonly status?: number }
  /** Something answered, and it is not a peer that serves this contract. */
  NOT_A_RUNNER: { readonly peer: string; readonly contract: string; readonly reason: string }
  /**
   * The peer said that it does not serve the version spoken. A promise that nothing was executed. Where it did until the version's
   * `sunset`, an ISO 8601 date, `to` is the version to move to.
   */
  CONTRACT_VERSION_UNSUPPORTED: {
    readonly version: string
    readonly supported: readonly string[]
    readonly sunset?: string
    readonly to?: string
    readonly peer?: string
    readonly procedure?: string
  }
  /**
   * The peer stopped serving a version in which a procedure, made of several calls, was under way. What it had executed before
   * stays executed.
   */
  VERSION_WITHDRAWN: {
    readonly procedure: string
    readonly version: string
    readonly supported: readonly string[]
    readonly peer?: string
  }
  /** The path of a request and its version header name different versions. Nothing was executed. */
  CONTRACT_VERSION_MISMATCH: { readonly version: string; readonly path: string; readonly supported: readonly string[] }
  /** The other side lacks the procedure and the hop does not emulate it. */
  PROCEDURE_UNAVAILABLE: { readonly procedure: string; readonly version: string; readonly reason: string; readonly peer?: string }
  /** Thrown by policy before anything was sent. */
  LOSSY_CONVERSION: {
    readonly procedure: string
    readonly from: string
    readonly to: string
    readonly losses: readonly Loss[]
    readonly peer?: string
  }
  /** A hop cannot bring this request over at all. Nothing was sent. */
  CONVERSION_REFUSED: {
    readonly procedure: string
    readonly from: string
    readonly to: string
    readonly reason: string
    readonly peer?: string
  }
  /** A hop made a value that is not valid where it arrives: a defect of the hop. */
  CONVERSION_INVALID: {
    readonly procedure: string
    readonly half: Loss['half']
    readonly from: string
    readonly to: string
    readonly issues: readonly unknown[]
    readonly peer?: string
  }
  /** The peer's answer is not valid in the version that it speaks. The call may have been executed. */
  ANSWER_INVALID: { readonly procedure: string; readonly version: string; readonly issues: readonly unknown[]; readonly peer?: string }
}

export type ContractErrorCode = keyof ContractErrorDetails
