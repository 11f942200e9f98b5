import { folderName } from '../../engine/folder-name.js'
import { type Pair, procedureName } from '../../engine/pairs.js'
import type { Registry } from '../../engine/registry.js'
import { type HopDefinition, type ProcedureSteps, stepsOf } from '../../engine/runtime-hop.js'
import type { Finding } from '../compare/finding.js'

/** Says of a finding which steps handle it on the way between two versions; `undefined` where none does. */
export function handlerIn(registry: Registry, from: string, to: string, { contract, id }: Pair): (found: Finding) => string | undefined {
  const ids = registry.versions.map(({ version }) => version)
  const hops = registry.hops.filter((hop) => ids.indexOf(hop.from) >= ids.indexOf(from) && ids.indexOf(hop.to) <= ids.indexOf(to))
  const steps = hops.map((hop) => ({ hop, steps: stepsOf(hop.contracts[contract] ?? {}, [id]).get(id) ?? stepsAt(hop, contract, id) }))
  return (found) => {
    const handling = steps.flatMap((one) => partsFor(one.steps, found).map((part) => `${folderOf(one.hop)} ${procedureName(contract, id)}.${part}`))
    return handling.length === 0 ? undefined : handling.join(', ')
  }
}

const stepsAt = (hop: HopDefinition, contract: string, id: string): ProcedureSteps => {
  const place = id.split('.').reduce<unknown>((node, key) => (node as Readonly<Record<string, unknown>> | undefined)?.[key], hop.contracts[contract])
  return (place ?? {}) as ProcedureSteps
}

/** The folder that a hop is written in, by the project's layout. */
const folderOf = ({ from, to }: HopDefinition) => `migrations/${folderName(from)}-${folderName(to)}`

function partsFor(steps: ProcedureSteps, { rule, direction, procedure }: Finding): readonly string[] {
  const decided = (['emulated', 'unavailable'] as const).filter((part) => steps[part] !== undefined)
  if (rule.startsWith('procedure-')) return decided
  if (rule.startsWith('route-') || rule.endsWith('-structure-changed')) return steps.route === undefined ? [] : ['route']
  if (direction !== 'errors') return steps[direction] === undefined ? [] : [direction]
  const code = procedure.split(' ')[1] ?? ''
  if (Object.hasOwn(steps.errors?.down ?? {}, code)) return [`errors.down.${code}`]
  // a code that both sides have with the same data passes by itself, and the chain sets its status
  return rule === 'error-status-changed' ? ['errors'] : []
}
