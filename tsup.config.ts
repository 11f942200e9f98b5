import { defineConfig, type Options } from 'tsup'
import { entries } from './scripts/entries.mjs'

const entry = Object.fromEntries(entries.map(({ name, source }) => [name, source]))

type Plugin = NonNullable<Options['plugins']>[number]
type ChunkInfo = Parameters<NonNullable<Plugin['renderChunk']>>[1]

/**
 * Some chunks are imported for nothing: by entries that only pass names on. No file of ours has side effects. The line stays, so that
 * source maps do.
 */
const withoutIdleImports = {
  name: 'without-idle-imports',
  renderChunk: (code: string, { map = null }: ChunkInfo) => ({ code: code.replaceAll(/^import "\.\/chunk-\w+\.js";$/gm, ''), map }),
} satisfies Plugin

/** The library: an entry for each in `exports` of package.json. The binary has a config of its own. */
export default defineConfig({
  entry,
  format: 'esm',
  target: 'node20',
  // TypeScript 6 calls an option deprecated that tsup sets itself. The members of a union have one order in every build.
  dts: { compilerOptions: { ignoreDeprecations: '6.0', stableTypeOrdering: true } },
  external: ['zod', /^@orpc\//],
  splitting: true,
  sourcemap: true,
  clean: true,
  plugins: [withoutIdleImports],
})
