import { defineConfig } from 'tsup'
import { entries } from './scripts/entries.mjs'

const library = Object.fromEntries(entries.map(({ name, source }) => [name, source]))

export default defineConfig({
  entry: { ...library, cli: 'src/cli/main.ts' },
  format: 'esm',
  target: 'node20',
  // TypeScript 6 calls an option deprecated that tsup sets itself. The members of a union have one order in every build.
  dts: { entry: library, compilerOptions: { ignoreDeprecations: '6.0', stableTypeOrdering: true } },
  // typescript is for commands that only a checkout runs
  external: ['zod', /^@orpc\//, 'typescript'],
  splitting: true,
  sourcemap: true,
  clean: true,
})
