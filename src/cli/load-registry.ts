import { isContractError } from '../engine/errors.js'
import type { Registry } from '../engine/registry.js'
import { UsageError } from './run.js'

/** The registry, loaded when a command asks for it: one that is broken must not take the commands down that mend it. @throws UsageError */
export async function loadRegistry(): Promise<Registry> {
  try {
    return (await import('../registry.js')).registry
  } catch (error) {
    throw new UsageError(`the registry cannot be loaded: ${reasonOf(error)}; runners-contracts check says all that is wrong`)
  }
}

function reasonOf(error: unknown): string {
  if (!isContractError(error, 'REGISTRY_INCOHERENT')) return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  const [first, ...others] = error.details.problems
  return `${first?.where}: ${first?.problem}${others.length === 0 ? '' : `, and ${others.length} more`}`
}
