import { join, resolve } from 'node:path'
import ts from 'typescript'
import { root } from '../entries.mjs'

/** @typedef {import('../entries.mjs').Entry} Entry */

const shared = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config

/** @param {string} outDir */
const optionsFor = (outDir) => {
  const compilerOptions = { ...shared.compilerOptions, noEmit: false, allowJs: false, checkJs: false, paths: {} }
  const { options } = ts.parseJsonConfigFileContent({ compilerOptions, files: [] }, ts.sys, root)
  // Without it the members of a union are ordered as the compiler came upon them, which any other file may change.
  return { ...options, declaration: true, emitDeclarationOnly: true, stableTypeOrdering: true, rootDir: root, outDir }
}

/**
 * `import('zod').ZodString` inside of a type, as an import above it: API Extractor loses the indentation of what it finds within such types.
 *
 * @param {string} text of a declaration file
 */
const hoisted = (text) => {
  const imports = new Map()
  const body = text.replaceAll(/\bimport\("([^"]+)"\)\.([\w$]+)/g, (_, from, name) => {
    const key = `${name} of ${from}`
    if (!imports.has(key)) imports.set(key, { from, name, as: `_${imports.size}_${name}` })
    return imports.get(key).as
  })
  return [...[...imports.values()].map(({ from, name, as }) => `import { ${name} as ${as} } from '${from}';\n`), body].join('')
}

/** @param {ts.CompilerOptions} options @param {Map<string, ts.SourceFile | undefined>} parsed */
const hostOf = (options, parsed) => {
  const host = ts.createCompilerHost(options)
  /** @type {ts.CompilerHost['getSourceFile']} */
  const getSourceFile = (name, ...rest) => {
    if (!parsed.has(name)) parsed.set(name, host.getSourceFile(name, ...rest))
    return parsed.get(name)
  }
  return { ...host, getSourceFile }
}

/** @param {readonly string[]} sources @param {string} outDir @param {Map<string, ts.SourceFile | undefined>} parsed */
const emit = (sources, outDir, parsed) => {
  const options = optionsFor(outDir)
  const program = ts.createProgram(sources.map((source) => resolve(root, source)), options, hostOf(options, parsed))
  const { diagnostics } = program.emit(undefined, (path, text) => ts.sys.writeFile(path, hoisted(text)))
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, ts.createCompilerHost(options)))
}

/**
 * A version is compiled in a program of its own, so that nothing outside of its folder can change how the compiler writes its types:
 * the report of a frozen version must stay what its lock says.
 *
 * @param {Entry} entry
 */
const programOf = ({ name, source }) => (source.startsWith('versions/') ? name : 'others')

/**
 * Where the declarations of an entry point lie.
 *
 * @param {Entry} entry
 * @param {string} folder
 */
export const declarationsOf = (entry, folder) => join(folder, programOf(entry), entry.source.replace(/\.ts$/, '.d.ts'))

/**
 * Writes the declarations of entry points, and of whatever they import, under `folder`.
 *
 * @param {readonly Entry[]} entries
 * @param {string} folder
 */
export const emitDeclarations = (entries, folder) => {
  const parsed = new Map()
  for (const program of new Set(entries.map(programOf))) {
    const sources = entries.filter((entry) => programOf(entry) === program).map(({ source }) => source)
    emit(sources, join(folder, program), parsed)
  }
}
