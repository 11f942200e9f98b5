import { readFileSync } from 'node:fs'
import { UsageError } from './run.js'

/** The JSON in a file. @throws UsageError where it cannot be read or is none */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'is no JSON' : 'cannot be read'
    throw new UsageError(`${path} ${reason}: give the path of a JSON file`)
  }
}
