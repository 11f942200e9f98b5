import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const folder = fileURLToPath(new URL('../..', import.meta.url))

/** The compiler's own options of this project; `tsconfig.run.json` reads the build instead of the sources. @param {string} config */
function optionsOf(config) {
  const { config: read } = ts.readConfigFile(`${folder}/${config}`, ts.sys.readFile)
  return ts.parseJsonConfigFileContent({ ...read, include: [], files: ['package.json'] }, ts.sys, folder).options
}

/**
 * How many types the compiler instantiates to check one file of `bench/types/`, as `tsc --extendedDiagnostics` counts them in a
 * project of that file: what it imports is resolved as far as it is used, and not checked itself.
 *
 * @param {string} name @param {string} [config]
 */
export function instantiationsOf(name, config = 'tsconfig.json') {
  const file = `${folder}/bench/types/${name}.ts`
  const program = ts.createProgram([file], optionsOf(config))
  const problems = program.getSemanticDiagnostics(program.getSourceFile(file))
  if (problems.length > 0) throw new Error(ts.formatDiagnostics(problems, ts.createCompilerHost({})))
  return /** @type {ts.Program & { getInstantiationCount(): number }} */ (program).getInstantiationCount()
}
