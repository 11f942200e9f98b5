import type { ParseArgsConfig } from 'node:util'

/** A part of the arguments; an option has a name. */
interface Token {
  readonly kind: string
  readonly name?: string
}

/** The first option with a value that is given twice and may not be: `parseArgs` would keep the last and drop the others. */
export function givenTwice(tokens: readonly Token[], options: NonNullable<ParseArgsConfig['options']>): string | undefined {
  const names = tokens.flatMap(({ name }) => (name !== undefined && isSingle(options[name]) ? [name] : []))
  return names.find((name, index) => names.indexOf(name) < index)
}

const isSingle = (option: NonNullable<ParseArgsConfig['options']>[string] | undefined) => option?.type === 'string' && option.multiple !== true
