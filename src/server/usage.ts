import type { Attributes } from '@opentelemetry/api'
import { tell } from '../engine/hook.js'
import { keep } from '../engine/keep.js'
import { procedureName } from '../engine/pairs.js'
import type { Registry } from '../engine/registry.js'
import type { ContractVersion } from '../engine/version.js'
import { count } from '../telemetry/count.js'
import { callAttributes, VERSION } from '../telemetry/names.js'
import { describeActiveSpan } from '../telemetry/active-span.js'
import { datesOf } from './deprecation.js'

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
  readonly attributes: Attributes
  calls: number
  last: number
}

interface Counted {
  readonly registry: Registry
  readonly contract: string
  readonly onCall: ((call: ServedCall) => void) | undefined
  readonly now: () => number
}

export function createUsageCounter({ registry, contract, onCall, now }: Counted): UsageCounter {
  const tallies: Tally[] = []
  return {
    countIn: (version) => {
      const known = new Map<string, Tally>()
      const begin = (id: string) => {
        const tally = newTally(registry, contract, id, version)
        tallies.push(tally)
        return tally
      }
      return (path) => {
        const tally = keep(known, path.join('.'), begin)
        tally.calls += 1
        tally.last = now()
        tell(onCall, tally.call)
        count('server.calls', tally.attributes)
        describeActiveSpan(tally.attributes)
      }
    },
    usage: () => tallies.map(usageOf),
  }
}

const usageOf = ({ call, calls, last }: Tally): Usage => ({ ...call, calls, last: new Date(last).toISOString() })

function newTally({ name }: Registry, contract: string, id: string, spoken: ContractVersion): Tally {
  const { version } = spoken
  const procedure = procedureName(contract, id)
  const call = Object.freeze({ contract, procedure, version, ...datesOf(spoken) })
  return { call, attributes: callAttributes(name, contract, procedure, { [VERSION]: version }), calls: 0, last: 0 }
}
