import { readFileSync } from 'node:fs'
import { UsageError } from './run.js'

/** Deeper than anything that people write, and not too deep to be walked. */
const DEEPEST = 400

/** The JSON in a file. @throws UsageError where it cannot be read, is none or is nested too deeply */
export function readJson(path: string): unknown {
  const value = parsed(path)
  if (depthOf(value) > DEEPEST) throw new UsageError(`${path} is nested more than ${DEEPEST} levels deep: give a smaller part of it`)
  return value
}

function parsed(path: string): unknown {
  try {
    // an editor may have put a mark in front
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''))
  } catch (error) {
    const isYaml = error instanceof SyntaxError && /\.ya?ml$/i.test(path)
    const reason = error instanceof SyntaxError ? `is no JSON${isYaml ? ', but YAML' : ''}` : 'cannot be read'
    throw new UsageError(`${path} ${reason}: give the path of a JSON file`)
  }
}

/** Level by level, since what is too deep to compare is too deep for recursion. */
function depthOf(value: unknown): number {
  let depth = 0
  for (let level = [value]; level.length > 0; depth++) level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  return depth
}
