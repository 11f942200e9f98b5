import type { KnipConfig } from 'knip'
import { entries } from './scripts/entries.mjs'

/** What nobody imports, and what nobody needs to install: `npm run unused`. */
export default {
  entry: [
    ...entries.map(({ source }) => source),
    // A build that lies about would use what the sources no longer do.
    '!dist/**',
    // vitest is told of the tests of types, and Stryker of its config of vitest, in settings that knip does not read.
    '{versions,migrations,src,test}/**/*.test-d.ts',
    'vitest.mutation.config.ts',
    // Their own run: a server must be there.
    'test/redis/*.redis.ts',
    // The bench starts a server, and reads consumers for the compiler, by name.
    'bench/harness/serve.mjs',
    'bench/types/*.ts',
    // The demo's supervisor starts its programs by name, and so does the chaos.
    'test/chaos/{runner,legacy-runner,orchestrator,v1-caller,v2-caller,v1-submitter,v2-submitter}.ts',
    'examples/fleet/{site,before-restart}.ts',
    // A test has a checkout run it.
    'test/support/forge-lock.ts',
    // Run beside an installed or a built package.
    'scripts/package/user/*.mjs',
    'test/fixtures/**/*.mjs',
  ],
  project: ['{versions,migrations,src,test,bench,examples,scripts}/**/*.{ts,mjs}', '*.{ts,js,mjs}'],
  // A type that an exported function takes or gives has a name for those who call it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Started as a program by scripts/package/attw.mjs.
  ignoreDependencies: ['@arethetypeswrong/cli'],
  // Of the system, not of a package: CONTRIBUTING.md says who needs it.
  ignoreBinaries: ['redis-server'],
} satisfies KnipConfig
