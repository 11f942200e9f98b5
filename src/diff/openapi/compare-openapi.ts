import { compareHalf } from '../compare/compare.js'
import { type Finding, finding } from '../compare/finding.js'
import { type Report, reportOf } from '../contract/report.js'
import { sidesOf } from '../contract/names.js'
import { jsonParty } from '../parser/party.js'
import { asRecord } from '../schema/json.js'
import { compareContent } from './compare-content.js'
import type { Content } from './content.js'
import { type Operation, operationsOf, type Parameter, takenBy } from './operations.js'

const sides = sidesOf('', 'old', 'new')
const root = { oldPointer: '', newPointer: '' }

/** What changed between two OpenAPI documents: operations, parameters, JSON bodies and answers by status. */
export function compareOpenApi(older: unknown, newer: unknown): Report {
  const [before, after] = [operationsOf(older), operationsOf(newer)]
  const keys = [...new Set([...after.keys(), ...before.keys()])]
  const findings = keys.flatMap((key) => compareOperation(before.get(key), after.get(key)))
  const titled = (document: unknown, otherwise: string) => String(asRecord(asRecord(document)['info'])['version'] ?? otherwise)
  return reportOf({ older: titled(older, 'old'), newer: titled(newer, 'new'), findings })
}

function compareOperation(older: Operation | undefined, newer: Operation | undefined): readonly Finding[] {
  if (older === undefined) return newer === undefined ? [] : [operationFinding(newer, 'added')]
  if (newer === undefined) return [operationFinding(older, 'removed')]
  return [...compareParameters(older, newer), ...compareBodies(older, newer), ...compareAnswers(older, newer)]
}

function operationFinding({ id, method, path }: Operation, what: 'added' | 'removed'): Finding {
  const common = { contract: '', procedure: id, direction: 'request', rule: `procedure-${what}`, ...root } as const
  const sentence = `${id} was ${what}`
  if (what === 'added') return finding({ ...common, verdict: 'compatible', sentence: `${sentence}: ${sides.request.sender} do not call it` })
  return finding({ ...common, verdict: 'breaking', sentence: `${sentence}: ${sides.request.taker} do not serve ${method} ${path}`, witness: { method, path }, detail: 'no such route' })
}

function compareBodies(older: Operation, newer: Operation): readonly Finding[] {
  const missing = newer.isBodyRequired && !(isSent(older.body) && older.isBodyRequired)
  const sentence = `the body of ${newer.id} became required: ${sides.request.taker} refuse this request`
  const subject = { contract: '', procedure: newer.id, direction: 'request' } as const
  const required = missing ? [finding({ ...subject, rule: 'body-required', verdict: 'breaking', ...root, sentence, witness: { method: older.method, path: older.path }, detail: 'a request without a body' })] : []
  return [...required, ...compareContent({ procedure: newer.id, direction: 'request', names: sides.request, older: older.body, newer: newer.body })]
}

const isSent = (content: Content) => Object.keys(content).length > 0

function compareAnswers(older: Operation, newer: Operation): readonly Finding[] {
  return Object.entries(newer.answers).flatMap(([status, after]) => {
    const before = older.answers[status] ?? older.answers[`${status[0]}XX`] ?? older.answers['default']
    const procedure = `${newer.id} ${status}`
    const direction = isError(status) ? 'errors' : 'response'
    if (before !== undefined) return compareContent({ procedure, direction, names: sides.answer, older: before, newer: after })
    const sentence = `${newer.id} may answer ${status}: ${sides.answer.taker} have no schema for it`
    return [finding({ contract: '', procedure, direction, rule: 'status-added', verdict: 'unproven', ...root, sentence, detail: 'undecided: what a caller does with a status that it does not know' })]
  })
}

const isError = (status: string) => /^[45]/.test(status) || status === 'default'

function compareParameters(older: Operation, newer: Operation): readonly Finding[] {
  const keyOf = (one: Parameter) => (one.in === 'path' ? `path ${pathIndex(one, older, newer)}` : `${one.in} ${one.name}`)
  const before = new Map(older.parameters.map((one) => [keyOf(one), one]))
  const after = new Map(newer.parameters.map((one) => [keyOf(one), one]))
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key) => parameterFindings(newer, key, before.get(key), after.get(key)))
}

/** Parameters of a path are known by their place: their names do not go over the wire. */
const pathIndex = ({ name }: Parameter, ...operations: readonly Operation[]) =>
  Math.max(...operations.map(({ path }) => [...path.matchAll(/\{([^}]*)\}/g)].findIndex(([, found]) => found === name)))

function parameterFindings({ id, method, path }: Operation, key: string, older: Parameter | undefined, newer: Parameter | undefined): readonly Finding[] {
  const subject = { contract: '', procedure: `${id} ${key}`, direction: 'request' } as const
  const found = (rule: string, verdict: Finding['verdict'], what: string, more: Partial<Finding> = {}) =>
    finding({ ...subject, rule, verdict, ...root, sentence: `the parameter ${newer?.name ?? older?.name} of ${id} ${what}`, ...more })
  const refused = { witness: { method, path }, detail: 'a request without it' }
  if (newer === undefined) return [found('parameter-removed', 'lossy', `was removed: ${sides.request.taker} lose it`, { witness: { [older!.in]: { [older!.name]: '' } } })]
  const isNeeded = newer.isRequired && older?.isRequired !== true
  const required = isNeeded ? [found('parameter-required', 'breaking', `became required: ${sides.request.taker} refuse this request`, refused)] : []
  if (older === undefined) return isNeeded ? required : [found('parameter-added', 'compatible', `was added: ${sides.request.sender} do not send it`)]
  return [...required, ...compareHalf({ older: jsonParty(older.schema), newer: jsonParty(takenBy(newer, older)), subject, names: sides.request })]
}
