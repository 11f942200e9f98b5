import type { NegotiateOptions } from '../../engine/negotiation/terms.js'
import type { Registry } from '../../engine/registry.js'
import { oneOf } from '../one-of.js'
import { type Given, type OptionValue, UsageError } from '../run.js'
import { wholeNumber } from '../whole-number.js'

/** How peers are asked. */
export interface Asking {
  readonly registry: Registry
  /** The contracts that a peer may serve, in the order in which they are tried. */
  readonly contracts: readonly string[]
  readonly headers: Headers
  /** Limit for one peer, in milliseconds. */
  readonly timeoutMs: number
  readonly terms: NegotiateOptions
}

/** Options of every command that asks peers. */
export const askingOptions = {
  json: { type: 'boolean' },
  header: { type: 'string', multiple: true },
  timeout: { type: 'string' },
  contract: { type: 'string' },
} as const

/** They as `--help` tells them. */
export const askingHelp = `  --contract <name>   runner or orchestrator: insist on it; unless said, whatever the peer shows itself to be
  --header <header>   'Name: value' for every request; may be repeated
  --timeout <ms>      limit for one peer, 5000 unless said`

/** What the options say of asking. @throws UsageError */
export function askingOf(registry: Registry, options: Given['options'], terms: NegotiateOptions = {}): Asking {
  const known = Object.keys(registry.latest.contracts)
  return {
    registry,
    contracts: options['contract'] === undefined ? known : [oneOf('--contract', options['contract'], known)],
    headers: headersIn(options['header']),
    timeoutMs: wholeNumber('--timeout', options['timeout'], { least: 1, most: 600_000, unless: 5000 }),
    terms,
  }
}

/** A header may be a secret: what is wrong with one is said by its place. */
function headersIn(given: OptionValue): Headers {
  const headers = new Headers()
  const all = Array.isArray(given) ? (given as readonly string[]) : []
  for (const [index, line] of all.entries()) {
    const [, name = '', value = ''] = /^([^:]*):([^]*)$/.exec(line) ?? []
    try {
      headers.append(name.trim(), value.trim())
    } catch {
      throw new UsageError(`--header number ${index + 1} is none: give 'Name: value'`)
    }
  }
  return headers
}
