import { isRecord } from '../../engine/record.js'
import type { Document } from '../schema/document.js'
import type { Formula } from './formula.js'

/** How a schema is read. */
export interface Reading {
  readonly document: Document
  /** `sends` must not leave out what may be sent, `takes` must not let in what its parser refuses. */
  readonly role: 'sends' | 'takes'
  /** `kept`: unknown fields that the parser drops and values that it replaces count as refused. A sender never sends what it drops itself. */
  readonly by: 'accepted' | 'kept'
  /** Made by zod: formats are checked, objects without a word on unknown fields drop them. */
  readonly zod: boolean
  readonly mode: 'input' | 'output'
  /** Conditions that are left out, by pointer, or pointer and key: what has been found already. */
  readonly relaxed: ReadonlySet<string>
  /**
   * Of a sender that lets unknown fields through: the names that the other side has for fields here, by pointer. An older
   * caller sends fields that nobody knows, never one that only the newer version knows.
   */
  readonly foreign?: (pointer: string) => readonly string[]
  /** What was compiled already between the same two sides, by role and pointer; for speed alone. */
  readonly compiled?: Map<string, Formula>
}

/** How a condition is called that a reading may leave out. */
export const conditionId = (pointer: string, key?: string) => (key === undefined ? pointer : `${pointer}#${key}`)

/** All conditions of a schema at once. */
export const wholeId = (pointer: string) => conditionId(pointer, '*')

/** Whether zod drops unknown fields here: an object that names some and says nothing of others. */
export const strips = (schema: Readonly<Record<string, unknown>>, { zod }: Reading) =>
  zod && isRecord(schema['properties']) && !Object.hasOwn(schema, 'additionalProperties')
