import { defineConfig } from 'tsup'
import { entries } from './scripts/entries.mjs'

export default defineConfig({
  entry: Object.fromEntries(entries.map(({ name, source }) => [name, source])),
  format: 'esm',
  target: 'node20',
  // TypeScript 6 calls an option deprecated that tsup sets itself.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  external: ['zod', /^@orpc\//],
  splitting: true,
  sourcemap: true,
  clean: true,
})
