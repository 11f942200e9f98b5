import { Ajv2020 } from 'ajv/dist/2020.js'
import { openDocument } from '../diff/schema/document.js'
import { referencesIn } from '../diff/schema/references-in.js'
import { readJson } from './read-json.js'
import { UsageError } from './run.js'

/** The JSON Schema in a file, of any draft since 4. @throws UsageError where it is none, or refers to what it does not have */
export function readSchema(path: string): unknown {
  const schema = readJson(path)
  const { root, resolve } = openDocument(schema)
  const reason = complaint(root)
  if (reason !== undefined) throw new UsageError(`${path} is no JSON Schema, ${reason}: mend it there`)
  const missing = referencesIn(root).find((reference) => reference.startsWith('#') && resolve(reference) === undefined)
  if (missing !== undefined) throw new UsageError(`${path} refers to ${missing}, which is not there: mend the $ref or add what it names`)
  return schema
}

/** What the meta-schema of draft 2020-12 says against a schema in its words. */
function complaint(root: unknown): string | undefined {
  if (typeof root !== 'boolean' && (typeof root !== 'object' || root === null || Array.isArray(root))) return 'which is an object, true or false'
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false })
  if (ajv.validateSchema(root) === true) return undefined
  const [error] = ajv.errors ?? []
  return `since ${error?.instancePath ?? ''} ${error?.message ?? ''}`
}
