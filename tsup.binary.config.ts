import { defineConfig } from 'tsup'

/** The binary, built after the library and apart from it: what only it shares with a client or a server makes no chunk that they load. */
export default defineConfig({
  entry: { cli: 'src/cli/main.ts' },
  format: 'esm',
  target: 'node20',
  // typescript is for commands that only a checkout runs
  external: ['zod', /^@orpc\//, 'typescript'],
  splitting: true,
  sourcemap: true,
})
