import { compareHalf } from '../compare/compare.js'
import { type Direction, type Finding, finding } from '../compare/finding.js'
import type { Names } from '../compare/sentence.js'
import { jsonParty } from '../parser/party.js'
import { type Content, takes } from './content.js'

interface Sides {
  readonly procedure: string
  readonly direction: Direction
  readonly names: Names
  readonly older: Content
  readonly newer: Content
}

/** What changed of a body or an answer: the schemas of each media type that both have, and the types themselves. */
export function compareContent(sides: Sides): readonly Finding[] {
  const { procedure, direction, names, older, newer } = sides
  const shared = Object.keys(newer).filter((type) => type in older)
  const compared = shared.flatMap((type) => {
    const subject = { contract: '', procedure: shared.length > 1 ? `${procedure} ${type}` : procedure, direction }
    return compareHalf({ older: jsonParty(older[type]), newer: jsonParty(newer[type]), subject, names })
  })
  return [...compared, ...(direction === 'request' ? bodyTypes(sides) : answerTypes(sides, shared))]
}

const root = { contract: '', oldPointer: '', newPointer: '' }

function bodyTypes({ procedure, direction, names, older, newer }: Sides): readonly Finding[] {
  const gone = Object.keys(older).filter((type) => !takes(newer, type))
  const common = { ...root, procedure, direction } as const
  if (gone.length > 0 && Object.keys(newer).length === 0) {
    const sentence = `${procedure} has no body any more: ${names.taker} lose it`
    return [finding({ ...common, rule: 'body-removed', verdict: 'lossy', sentence, witness: { 'content-type': gone[0] }, detail: 'the body' })]
  }
  return gone.map((type) => {
    const sentence = `the body of ${procedure} cannot be ${type} any more: ${names.taker} refuse this request`
    return finding({ ...common, rule: 'media-type-removed', verdict: 'breaking', sentence, witness: { 'content-type': type }, detail: 'no such media type' }, type)
  })
}

function answerTypes({ procedure, direction, names, older, newer }: Sides, shared: readonly string[]): readonly Finding[] {
  if (Object.keys(older).length === 0) return []
  const common = { ...root, procedure, direction } as const
  if (Object.keys(newer).length === 0) {
    const sentence = `${procedure} has no content any more: ${names.taker} refuse this answer`
    return [finding({ ...common, rule: 'content-removed', verdict: 'breaking', sentence, witness: { 'content-length': '0' }, detail: `${Object.keys(older).join(', ')} was expected` })]
  }
  return Object.keys(newer).filter((type) => !takes(older, type)).map((type) => {
    const sentence = `${procedure} may be ${type}`
    if (shared.length === 0) return finding({ ...common, rule: 'media-type-added', verdict: 'breaking', sentence: `${sentence}: ${names.taker} refuse this answer`, witness: { 'content-type': type }, detail: `${Object.keys(older).join(', ')} was expected` }, type)
    return finding({ ...common, rule: 'media-type-added', verdict: 'unproven', sentence: `${sentence}: whether ${names.taker} ask for it could not be decided`, detail: 'undecided: which type a caller accepts' }, type)
  })
}
