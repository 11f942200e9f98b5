import type { ErrorMap } from '@orpc/contract'
import { fallbackORPCErrorStatus } from '@orpc/client'
import { compareHalf } from '../compare/compare.js'
import { type Finding, finding, type Verdict } from '../compare/finding.js'
import { partyOf } from '../parser/party.js'
import { isSameDefinition } from '../parser/same-definition.js'
import { compareAbsentData } from './compare-absence.js'
import type { ProcedurePair } from './procedure-pair.js'

/** What changed of a procedure's typed errors; oRPC's client takes one for untyped whose code or status it does not know. */
export function compareErrors(pair: ProcedurePair): readonly Finding[] {
  const codes = new Set([...Object.keys(pair.newer.errors), ...Object.keys(pair.older.errors)])
  return [...codes].flatMap((code) => {
    const isOld = Object.hasOwn(pair.older.errors, code)
    const isNew = Object.hasOwn(pair.newer.errors, code)
    return isOld && isNew ? [...compareStatus(pair, code), ...compareData(pair, code)] : [isNew ? added(pair, code) : removed(pair, code)]
  })
}

function statusOf({ procedure }: ProcedurePair['older'], code: string): number {
  const map = procedure['~orpc'].errorMap as ErrorMap
  return fallbackORPCErrorStatus(code, map[code]?.status)
}

interface Parts {
  readonly rule: string
  readonly verdict: Verdict
  readonly sentence: string
  readonly witness?: unknown
  readonly detail?: string
}

const found = ({ contract, procedure }: ProcedurePair, code: string, parts: Parts): Finding =>
  finding({ contract, procedure: `${procedure} ${code}`, direction: 'errors', oldPointer: '', newPointer: '', ...parts })

const untyped = 'its type'

function added(pair: ProcedurePair, code: string): Finding {
  const sentence = `the error ${code} was added: ${pair.sides.answer.taker} get it as an untyped error`
  return found(pair, code, { rule: 'error-added', verdict: 'lossy', sentence, witness: { code, status: statusOf(pair.newer, code) }, detail: untyped })
}

function removed(pair: ProcedurePair, code: string): Finding {
  const sentence = `the error ${code} was removed: ${pair.sides.answer.taker} do not meet it any more`
  return found(pair, code, { rule: 'error-removed', verdict: 'compatible', sentence })
}

function compareStatus(pair: ProcedurePair, code: string): readonly Finding[] {
  const [before, after] = [statusOf(pair.older, code), statusOf(pair.newer, code)]
  if (before === after) return []
  const sentence = `the error ${code} has status ${after} instead of ${before}: ${pair.sides.answer.taker} get it as an untyped error`
  return [found(pair, code, { rule: 'error-status-changed', verdict: 'lossy', sentence, witness: { code, status: after }, detail: untyped })]
}

function compareData(pair: ProcedurePair, code: string): readonly Finding[] {
  const { contract, procedure, older, newer, sides } = pair
  if (isSameDefinition(older.errors[code], newer.errors[code])) return []
  const compared = compareHalf({
    older: partyOf(older.errors[code]),
    newer: partyOf(newer.errors[code]),
    subject: { contract, procedure: `${procedure} ${code}`, direction: 'errors' },
    names: sides.answer,
  })
  return [...compareAbsentData(pair, code), ...compared]
}
