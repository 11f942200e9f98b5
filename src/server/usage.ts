import { tell } from '../engine/hook.js'
import { procedureName } from '../engine/pairs.js'
import type { ContractVersion } from '../engine/version.js'

/** A call of a procedure that there is, in the version that its caller spoke. */
export interface ServedCall {
  /** `runner` */
  readonly contract: string
  /** `runner.execute` */
  readonly procedure: string
  /** The version spoken, such as `1.0.0`. */
  readonly version: string
  /** The version's date, where it is deprecated: the caller must move on. */
  readonly deprecated?: string
  /** The version's date, where it has one. */
  readonly sunset?: string
}

/** Calls of one procedure in one version, since the handler was made. */
export interface Usage extends ServedCall {
  readonly calls: number
  /** When the last of them came, in ISO 8601. */
  readonly last: string
}

/** Counts calls by version and procedure: as many entries as versions have procedures, and no more. */
export interface UsageCounter {
  /** Counts a call of the procedure at a path. */
  readonly countIn: (version: ContractVersion) => (path: readonly string[]) => void
  readonly usage: () => readonly Usage[]
}

interface Tally {
  readonly call: ServedCall
  calls: number
  last: number
}

interface Counted {
  readonly versions: readonly ContractVersion[]
  readonly contract: string
  readonly onCall: ((call: ServedCall) => void) | undefined
  readonly now: () => number
}

export function createUsageCounter({ versions, contract, onCall, now }: Counted): UsageCounter {
  const tallies = new Map<ContractVersion, Map<string, Tally>>()
  return {
    countIn: (version) => {
      const ofVersion = new Map<string, Tally>()
      tallies.set(version, ofVersion)
      return (path) => {
        const id = path.join('.')
        const tally = ofVersion.get(id) ?? { call: servedCall(contract, id, version), calls: 0, last: 0 }
        if (tally.calls === 0) ofVersion.set(id, tally)
        tally.calls += 1
        tally.last = now()
        tell(onCall, tally.call)
      }
    },
    usage: () => versions.flatMap((version) => [...(tallies.get(version)?.values() ?? [])].map(usageOf)),
  }
}

const usageOf = ({ call, calls, last }: Tally): Usage => ({ ...call, calls, last: new Date(last).toISOString() })

const servedCall = (contract: string, id: string, { version, deprecated, sunset }: ContractVersion): ServedCall =>
  Object.freeze({
    contract,
    procedure: procedureName(contract, id),
    version,
    ...(deprecated !== undefined && { deprecated }),
    ...(sunset !== undefined && { sunset }),
  })
