import { asList, at, token, tokensOf } from '../schema/json.js'
import { memberName } from './union-members.js'

const unions = new Set(['anyOf', 'oneOf'])

/** A pointer that names the members of unions by their tag or type, so that it stays where their order changes. */
export function stablePointer(root: unknown, pointer: string): string {
  const tokens = tokensOf(pointer)
  return tokens
    .map((key, index) => {
      if (!unions.has(tokens[index - 1] ?? '')) return token(key)
      const members = asList(at(root, tokens.slice(0, index).map(token).join('')))
      const names = members.map(memberName)
      const name = names[Number(key)]
      return name !== undefined && names.filter((other) => other === name).length === 1 ? `/<${name}>` : token(key)
    })
    .join('')
}
