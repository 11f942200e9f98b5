import { type Attributes, type Counter, createNoopMeter, type Meter, type MeterProvider, metrics } from '@opentelemetry/api'
import type { Loss } from '../engine/errors.js'
import { type CounterName, COUNTERS, FROM, PATH, PROCEDURE, REGISTRY, SCOPE, TO } from './names.js'
import { quietly } from './quietly.js'

let provider: MeterProvider | undefined
let meter: Meter
let counters: Partial<Record<CounterName, Counter>> = {}

/** Whether an SDK is set up. That may happen at any time, and the API does not say so. */
function isCounting(): boolean {
  const found = metrics.getMeterProvider()
  if (found !== provider) [provider, meter, counters] = [found, found.getMeter(SCOPE), {}]
  return meter !== createNoopMeter()
}

/** Adds one. Never throws. */
export function count(name: CounterName, attributes: Attributes): void {
  quietly(() => {
    if (isCounting()) (counters[name] ??= meter.createCounter(`runners.contracts.${name}`, { unit: `{${COUNTERS[name]}}` })).add(1, attributes)
  })
}

/** A hook that counts losses; undefined where nobody does. */
export function lossCounter(name: CounterName, registry: string): ((loss: Loss) => void) | undefined {
  if (!quietly(isCounting)) return undefined
  return ({ procedure, path, from, to }) => count(name, { [REGISTRY]: registry, [PROCEDURE]: procedure, [PATH]: boundedPath(path), [FROM]: from, [TO]: to })
}

const paths = new Set<string>()
const MAX_PATHS = 200

/** Indices do not count. Keys of records do: each path is a series of its own, so there are some 200 and then `*`. */
function boundedPath(path: string): string {
  const place = path.replaceAll(/\[\d+\]/g, '[]')
  if (paths.size < MAX_PATHS) paths.add(place)
  return paths.has(place) ? place : '*'
}
