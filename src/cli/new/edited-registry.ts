import type TypeScript from 'typescript'
import type { VersionNames } from './names.js'
import { Unfit } from './unfit.js'

const FILE = 'src/registry.ts'

interface Addition {
  readonly from: VersionNames
  readonly to: VersionNames
  readonly hop: { readonly value: string; readonly folder: string } | undefined
}

interface Insertion {
  readonly at: number
  readonly text: string
}

/** `src/registry.ts` with one more version and its hop, and which contract is which export of the latest version. */
export function editedRegistry(ts: typeof TypeScript, text: string, { from, to, hop }: Addition) {
  const source = ts.createSourceFile(FILE, text, ts.ScriptTarget.Latest, true)
  const { versions, hops } = definitionIn(ts, source)
  const last = versions.elements[versions.elements.length - 1]
  const contracts = contractsOf(ts, last, from)
  const entry = `{ version: '${to.version}', contracts: { ${contracts.map(({ name, value }) => `${name}: ${to.alias}.${value}`).join(', ')} } }`
  const insertions = [
    afterImport(ts, source, `../versions/${from.folder}/`, `import * as ${to.alias} from '../versions/${to.folder}/index.js'`),
    appended(source, versions, entry),
    ...(hop === undefined ? [] : [beforeImport(ts, source, '../versions/', `import { ${hop.value} } from '../migrations/${hop.folder}/index.js'`), appended(source, hops, hop.value)]),
  ]
  return { text: inserted(text, insertions), contracts }
}

function definitionIn(ts: typeof TypeScript, source: TypeScript.SourceFile) {
  const definition = find(source, (node): node is TypeScript.CallExpression => ts.isCallExpression(node) && node.expression.getText() === 'defineRegistry')?.arguments[0]
  const list = (name: string) => {
    const property = definition && ts.isObjectLiteralExpression(definition) ? propertyOf(ts, definition, name) : undefined
    if (property === undefined || !ts.isArrayLiteralExpression(property)) throw new Unfit(`${FILE} calls no defineRegistry({ ${name}: [ … ] }): write the list out there`)
    return property
  }
  return { versions: list('versions'), hops: list('hops') }
}

/** `{ runner: v2.runnerContract }` names them. */
function contractsOf(ts: typeof TypeScript, last: TypeScript.Expression | undefined, { version, alias }: VersionNames) {
  const contracts = last && ts.isObjectLiteralExpression(last) ? propertyOf(ts, last, 'contracts') : undefined
  const named = last?.getText().includes(`'${version}'`) && contracts && ts.isObjectLiteralExpression(contracts) ? contracts.properties : undefined
  const found = named?.map((property) => /^(\w+): (\w+)\.(\w+)$/.exec(property.getText()))
  if (!found?.every((parts) => parts?.[2] === alias)) throw new Unfit(`${FILE} does not end its versions with { version: '${version}', contracts: { name: ${alias}.value, … } }: write the last one like that`)
  return found.map((parts) => ({ name: parts![1]!, value: parts![3]! }))
}

function propertyOf(ts: typeof TypeScript, literal: TypeScript.ObjectLiteralExpression, name: string): TypeScript.Expression | undefined {
  const property = literal.properties.find((one): one is TypeScript.PropertyAssignment => ts.isPropertyAssignment(one) && one.name.getText() === name)
  return property?.initializer
}

function find<Node extends TypeScript.Node>(node: TypeScript.Node, isIt: (node: TypeScript.Node) => node is Node): Node | undefined {
  if (isIt(node)) return node
  return node.forEachChild((child) => find(child, isIt))
}

function importsOf(ts: typeof TypeScript, source: TypeScript.SourceFile, path: string) {
  const found = source.statements.filter((statement): statement is TypeScript.ImportDeclaration => ts.isImportDeclaration(statement) && statement.moduleSpecifier.getText().slice(1).startsWith(path))
  if (found.length === 0) throw new Unfit(`${FILE} imports nothing of ${path}: import the latest version there`)
  return found
}

const afterImport = (ts: typeof TypeScript, source: TypeScript.SourceFile, path: string, text: string): Insertion => ({ at: importsOf(ts, source, path)[0]!.getEnd(), text: `\n${text}` })

const beforeImport = (ts: typeof TypeScript, source: TypeScript.SourceFile, path: string, text: string): Insertion => ({ at: importsOf(ts, source, path)[0]!.getStart(), text: `${text}\n` })

/** As the elements before it stand: each on a line of its own, or all on one. */
function appended(source: TypeScript.SourceFile, list: TypeScript.ArrayLiteralExpression, text: string): Insertion {
  const last = list.elements[list.elements.length - 1]
  if (last === undefined) return { at: list.getStart() + 1, text }
  const { line, character } = source.getLineAndCharacterOfPosition(last.getStart())
  const begins = source.text.slice(source.getPositionOfLineAndCharacter(line, 0), last.getStart()).trim() === ''
  return { at: last.getEnd(), text: begins ? `,\n${' '.repeat(character)}${text}` : `, ${text}` }
}

const inserted = (text: string, insertions: readonly Insertion[]): string =>
  insertions.toSorted((a, b) => b.at - a.at).reduce((result, { at, text: more }) => result.slice(0, at) + more + result.slice(at), text)
