import { parseRegex } from './parse.js'
import { type Syntax, Unsupported } from './syntax.js'

const known = new Map<string, boolean>()

/** Whether a search for a pattern may take very long: two of its repetitions can share the same characters. */
export function isSlow(source: string, flags: string): boolean {
  const key = `${flags} ${source}`
  const slow = known.get(key) ?? judged(source, flags)
  known.set(key, slow)
  return slow
}

function judged(source: string, flags: string): boolean {
  try {
    return repetitions(parseRegex(source, flags)) > 1
  } catch (error) {
    if (error instanceof Unsupported) return /[*+}].*[*+}]/.test(source)
    throw error
  }
}

/** Repetitions without an end; within another one they count as many. */
function repetitions(syntax: Syntax): number {
  if (syntax.kind === 'sequence' || syntax.kind === 'either') return syntax.parts.reduce((sum, part) => sum + repetitions(part), 0)
  if (syntax.kind === 'ahead') return repetitions(syntax.part)
  if (syntax.kind !== 'repeat') return 0
  const inside = repetitions(syntax.part) + (branches(syntax.part) ? 1 : 0)
  return syntax.max > MANY ? 1 + inside : inside * syntax.max
}

const MANY = 8

function branches(syntax: Syntax): boolean {
  if (syntax.kind === 'sequence') return syntax.parts.some(branches)
  return syntax.kind === 'either' || (syntax.kind === 'repeat' && (syntax.min !== syntax.max || branches(syntax.part)))
}
