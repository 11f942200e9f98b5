import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { entries } from './scripts/entries.mjs'

const alias = entries.map(({ specifier, source }) => ({
  find: new RegExp(`^${specifier}$`),
  replacement: fileURLToPath(new URL(source, import.meta.url)),
}))

const folders = '{versions,migrations,src,test}'

export default defineConfig({
  resolve: { alias },
  test: {
    include: [`${folders}/**/*.test.ts`],
    exclude: ['**/node_modules/**', 'test/fixtures/**'],
    // `allowOnly` is false everywhere: a focused test would silently leave the others out.
    allowOnly: false,
    // a limit finds what hangs: how fast this machine is, no test asks
    testTimeout: 60_000,
    hookTimeout: 60_000,
    typecheck: {
      enabled: true,
      include: [`${folders}/**/*.test-d.ts`],
      // Type errors outside type tests are `npm run typecheck`'s to report, which covers every file.
      ignoreSourceErrors: true,
    },
  },
})
