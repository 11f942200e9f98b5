import { defineConfig, type Options } from 'tsup'
import { entries } from './scripts/entries.mjs'

type Plugin = NonNullable<Options['plugins']>[number]
type ChunkInfo = Parameters<NonNullable<Plugin['renderChunk']>>[1]

const library = Object.fromEntries(entries.map(({ name, source }) => [name, source]))

/**
 * Chunks are imported for nothing wherever the binary shares a graph with the library: helpers that only it needs, and files that only
 * passed names on. No file of ours has side effects. The line stays, so that source maps do.
 */
const withoutIdleImports = {
  name: 'without-idle-imports',
  renderChunk: (code: string, { map = null }: ChunkInfo) => ({ code: code.replaceAll(/^import "\.\/chunk-\w+\.js";$/gm, ''), map }),
} satisfies Plugin

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
  plugins: [withoutIdleImports],
})
