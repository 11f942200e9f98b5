import { at } from './json.js'

/** The pointer to a schema, wherever modern words have moved it; `undefined` where there is none. */
export function locate(root: unknown, pointer: string): string | undefined {
  if (at(root, pointer) !== undefined) return pointer
  // what an older draft spells otherwise has moved
  const moved = pointer.replaceAll(/\/items\/(?=\d)/g, '/prefixItems/').replaceAll('/additionalItems', '/items').replaceAll('/dependencies/', '/dependentSchemas/')
  return moved !== pointer && at(root, moved) !== undefined ? moved : undefined
}
