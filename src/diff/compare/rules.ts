import { asList, canonical, tokensOf } from '../schema/json.js'
import type { Change } from './changes.js'

const kebab = (keyword: string) => keyword.replace(/^\$|^x-/, '').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** What happened to a keyword, as the second half of a rule's id. */
function happened({ older, newer }: Change): string {
  if (older === undefined) return 'added'
  if (newer === undefined) return 'removed'
  if (typeof older === 'number' && typeof newer === 'number') return newer > older ? 'increased' : 'decreased'
  return 'changed'
}

/** The stable id of a change: `property-required`, `min-length-increased`, `enum-member-removed`. */
export function ruleOf(change: Change): string {
  const { keyword, older, newer } = change
  if (keyword === 'properties') return `${change.isRequired ? 'required-' : ''}property-${happened(change)}`
  if (keyword === 'required') return newer === true ? 'property-required' : 'property-optional'
  if (keyword === 'anyOf' || keyword === 'oneOf') return change.key === undefined ? `union-${happened(change)}` : `union-member-${happened(change)}`
  if (keyword !== 'enum' || older === undefined || newer === undefined) return `${kebab(keyword)}-${happened(change)}`
  const { added, removed } = membersOf(change)
  return removed.length === 0 ? 'enum-member-added' : added.length === 0 ? 'enum-member-removed' : 'enum-changed'
}

export function membersOf({ older, newer }: Change) {
  const [before, after] = [asList(older).map(canonical), asList(newer).map(canonical)]
  return { added: after.filter((one) => !before.includes(one)), removed: before.filter((one) => !after.includes(one)) }
}

/** The field that a pointer leads to, as people write it: `runners[].name`. */
export function placeOf(pointer: string): string {
  let path = ''
  const tokens = tokensOf(pointer)
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!
    if (token === 'items') path += '[]'
    else if (token === 'prefixItems') path += `[${tokens[++index] ?? ''}]`
    else if (token === 'properties' || token === 'patternProperties') path += `${path === '' ? '' : '.'}${tokens[++index] ?? ''}`
    else if (token === 'additionalProperties' && index < tokens.length - 1) path += `${path === '' ? '' : '.'}*`
    else if (['anyOf', 'oneOf', 'allOf', '$defs', 'definitions'].includes(token)) index++
  }
  return path === '' ? 'the value' : `\`${path}\``
}

export const parentOf = (pointer: string) => pointer.slice(0, pointer.lastIndexOf('/'))
