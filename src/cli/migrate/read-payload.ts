import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { UsageError } from '../run.js'

/** A payload that is none; its message says why. */
export class InvalidPayload extends Error {}

/** The text of a file, or of standard input where there is none or it is "-". @throws UsageError */
export async function readText(file: string | undefined, input: NodeJS.ReadStream): Promise<string> {
  if (file === undefined || file === '-') {
    if (input.isTTY) throw new UsageError('there is no payload: name a file, or pipe it in')
    return text(input)
  }
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new UsageError(`${file} cannot be read: give the path of a JSON file`)
  }
}

/** @throws InvalidPayload */
export function jsonIn(json: string, what: 'payload' | 'request'): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ''))
  } catch (error) {
    const reason = json.trim() === '' ? 'it is empty' : (error as Error).message
    throw new InvalidPayload(`the ${what} is no JSON: ${reason}`)
  }
}
