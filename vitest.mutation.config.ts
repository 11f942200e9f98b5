import { defineConfig } from 'vitest/config'
import base from './vitest.config.js'

/** What mutation testing runs: the tests of what it mutates, without types, builds and servers. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['src/engine/**/*.test.ts', 'migrations/**/*.test.ts', 'test/{golden,laws,generic-registry}.test.ts'],
    typecheck: { enabled: false },
  },
})
