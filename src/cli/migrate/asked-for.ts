import { procedureName } from '../../engine/pairs.js'
import { type HalfName, type ProcedureDetails, proceduresOf } from '../../engine/procedures.js'
import type { Registry } from '../../engine/registry.js'
import { type Given, UsageError } from '../run.js'
import { versionNamed } from '../version-named.js'

const halves = ['request', 'response', 'events', 'errors'] as const satisfies readonly HalfName[]

/** What shall be converted, known to be there in version `from`. */
export interface Asked {
  readonly registry: Registry
  readonly contract: string
  readonly path: readonly string[]
  readonly half: HalfName
  readonly from: string
  readonly to: string
}

/** What the options ask for. @throws UsageError */
export function askedFor(registry: Registry, options: Given['options']): Asked {
  const name = needed(options, 'procedure', 'a name such as runner.execute')
  const half = halves.find((one) => one === needed(options, 'half', halves.join(', ')))
  if (half === undefined) throw new UsageError(`--half cannot be "${String(options['half'])}": give ${halves.join(', ')}`)
  if (half === 'request' && options['request'] !== undefined) throw new UsageError('--request goes with an answer: here the payload is the request')
  const [from, to] = [versionNamed(registry, needed(options, 'from', 'a version such as v1')), versionNamed(registry, needed(options, 'to', 'a version such as v2'))]
  const { contract, details } = procedureIn(registry, from, name)
  const there = halves.filter((one) => hasHalf(details, one))
  if (!there.includes(half)) throw new UsageError(`${name} has no ${half} in ${from}: it has ${there.join(', ')}`)
  return { registry, contract, path: details.path, half, from, to }
}

function needed(options: Given['options'], name: string, what: string): string {
  const value = options[name]
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is missing: give ${what}`)
  return value
}

function procedureIn(registry: Registry, version: string, name: string) {
  const all = Object.entries(registry.version(version).contracts).flatMap(([contract, router]) =>
    [...proceduresOf(router)].map(([id, details]) => ({ name: procedureName(contract, id), contract, details })),
  )
  const found = all.find((one) => one.name === name)
  if (found === undefined) throw new UsageError(`${version} has no procedure "${name}": give one of ${all.map((one) => one.name).join(', ')}`)
  return found
}

const hasHalf = (details: ProcedureDetails, half: HalfName) => (half === 'errors' ? Object.keys(details.errors).length > 0 : details[half] !== undefined)
