import type { AnyContractRouter } from '@orpc/contract'
import { proceduresOf } from '../../engine/procedures.js'
import type { Files } from './copied-version.js'
import type { VersionNames } from './names.js'

/** One contract as the registry names it: its name there, its router, and the type of it that versions export, without the version. */
export interface NamedContract {
  readonly name: string
  readonly router: AnyContractRouter
  /** `RunnerContract` */
  readonly type: string
}

interface Hop {
  readonly value: string
  readonly folder: string
}

/**
 * A hop between a version and its copy. It names every procedure, with nothing to say of it: the compiler refuses each of them as
 * soon as it changes, at its own place.
 */
export function hopSkeleton({ value, folder }: Hop, from: VersionNames, to: VersionNames, contracts: readonly NamedContract[]): Files {
  const file = (name: string) => `migrations/${folder}/${name}.ts`
  return new Map([
    ...contracts.map((contract) => [file(fileName(contract)), skeleton(contract, from, to)] as const),
    [file('index'), index(value, from, to, contracts.map(fileName), contracts.map(({ name }) => name))],
  ])
}

const fileName = ({ name }: NamedContract) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const skeleton = ({ name, router, type }: NamedContract, from: VersionNames, to: VersionNames) => `import type { Hop } from '../../src/engine/define.js'
import type { ${type}${from.suffix} } from '../../versions/${from.folder}/index.js'
import type { ${type}${to.suffix} } from '../../versions/${to.folder}/index.js'

/** ${from.folder} to ${to.folder}, ${name}: nothing changed yet. */
export const ${name} = ${literal(nested(router), '')} satisfies Hop<${type}${from.suffix}, ${type}${to.suffix}>
`

const index = (value: string, from: VersionNames, to: VersionNames, files: readonly string[], names: readonly string[]) => `import { defineHop } from '../../src/engine/define.js'
${names.map((name, at) => `import { ${name} } from './${files[at]}.js'`).toSorted().join('\n')}

/** The hop between ${from.version} and ${to.version}. */
export const ${value} = defineHop({ from: '${from.version}', to: '${to.version}', contracts: { ${names.join(', ')} } })
`

interface Nested {
  readonly [key: string]: Nested
}

function nested(router: AnyContractRouter): Nested {
  const place = (node: Nested, [key, ...rest]: readonly string[]): Nested =>
    key === undefined ? {} : { ...node, [key]: place(node[key] ?? {}, rest) }
  return [...proceduresOf(router).values()].reduce<Nested>((node, { path }) => place(node, path), {})
}

function literal(node: Nested, indent: string): string {
  const entries = Object.entries(node).map(([key, child]) => `${indent}  ${/^[A-Za-z_$][\w$]*$/.test(key) ? key : `'${key}'`}: ${literal(child, `${indent}  `)},`)
  return entries.length === 0 ? '{}' : `{\n${entries.join('\n')}\n${indent}}`
}
