import { isRecord } from '../../engine/record.js'

interface Issue {
  readonly path: readonly (string | number)[]
  readonly expected: string
}

const revivers: Readonly<Record<string, (wire: unknown) => unknown>> = {
  date: (wire) => (typeof wire === 'string' && !Number.isNaN(Date.parse(wire)) ? new Date(wire) : wire),
  bigint: (wire) => (typeof wire === 'string' && /^-?\d+$/.test(wire) ? BigInt(wire) : wire),
  set: (wire) => (Array.isArray(wire) ? new Set(wire) : wire),
  map: (wire) => (Array.isArray(wire) && wire.every(Array.isArray) ? new Map(wire as [unknown, unknown][]) : wire),
}

/** The value with native types where a parser asked for them, as oRPC hands it what came as text; `undefined` where nothing changes. */
export function revive(value: unknown, issues: readonly unknown[]): unknown {
  const wanted = issues.filter(isIssue).filter(({ expected }) => Object.hasOwn(revivers, expected))
  const revived = wanted.reduce((sofar, { path, expected }) => replaced(sofar, path, revivers[expected]!), value)
  return revived === value ? undefined : revived
}

const isIssue = (issue: unknown): issue is Issue => isRecord(issue) && Array.isArray(issue['path']) && typeof issue['expected'] === 'string'

function replaced(value: unknown, path: readonly (string | number)[], by: (wire: unknown) => unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return by(value)
  if (Array.isArray(value)) {
    const item = replaced(value[Number(key)], rest, by)
    return item === value[Number(key)] ? value : value.with(Number(key), item)
  }
  if (!isRecord(value)) return value
  const field = replaced(value[key], rest, by)
  return field === value[key] ? value : { ...value, [key]: field }
}
