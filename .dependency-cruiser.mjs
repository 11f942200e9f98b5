import { manifest } from './scripts/entries.mjs'

/** @param {string[]} names */
const packages = (...names) => `node_modules/(${names.join('|')})/`

const runtime = [...Object.keys(manifest.peerDependencies), ...Object.keys(manifest.dependencies)]

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const folders = [
  {
    name: 'versions-stand-alone',
    comment: 'A version imports zod, @orpc/contract and its own folder: it is a whole copy that nothing else can change.',
    from: { path: '^versions/([^/]+)/' },
    to: { pathNot: ['^versions/$1/', packages('zod', '@orpc/contract')] },
  },
  {
    name: 'migrations-know-versions-and-engine',
    comment: 'A hop knows its own folder, the versions it joins and the helpers that define it.',
    from: { path: '^migrations/([^/]+)/' },
    to: { pathNot: ['^migrations/$1/', '^versions/', '^src/engine/'] },
  },
  {
    name: 'latest-moves-on',
    comment: 'versions/latest.ts names another version one day: what must stay what it is names its version.',
    from: { path: '^(versions|migrations)/' },
    to: { path: '^versions/latest\\.ts$' },
  },
  {
    name: 'migrations-take-types-of-versions',
    comment: 'A hop works on parsed values: of a version it needs the types alone.',
    from: { path: '^migrations/' },
    to: { path: '^versions/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'migrations-take-define-helpers',
    comment: 'Of the engine a hop runs the define helpers alone; everything else of it is types.',
    from: { path: '^migrations/' },
    to: { path: '^src/engine/', pathNot: '^src/engine/define\\.ts$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'engine-knows-no-version',
    comment: 'The engine works for any contracts: it imports nothing of this project but itself.',
    from: { path: '^src/engine/' },
    to: { path: '^(versions|migrations|src)/', pathNot: '^src/engine/' },
  },
  {
    name: 'engine-knows-no-http',
    comment: 'The engine converts values: HTTP is for src/client and src/server.',
    from: { path: '^src/engine/' },
    to: {
      path: [
        packages('@orpc/server', '@orpc/openapi', '@orpc/openapi-client'),
        `${packages('@orpc/client')}.*adapters/`,
        '^(node:)?(http|https|http2|net|tls)$',
      ],
    },
  },
  {
    name: 'halves-meet-in-the-registry',
    comment: 'Versions and migrations meet in src/registry.ts; src/index.ts shows the latest version. Others ask the registry.',
    from: { path: '^src/', pathNot: '^src/(registry|index)\\.ts$' },
    to: { path: '^(versions|migrations)/' },
  },
  {
    name: 'index-knows-no-migration',
    from: { path: '^src/index\\.ts$' },
    to: { path: '^migrations/' },
  },
  {
    name: 'client-and-server-apart',
    comment: 'Client and server build on registry, engine, src/wire and src/telemetry, where what they share lies; never on each other.',
    from: { path: '^src/(client|server|wire)/' },
    to: { path: '^src/', pathNot: ['^src/$1/', '^src/(wire|engine|telemetry)/', '^src/registry\\.ts$'] },
  },
  {
    name: 'telemetry-knows-the-engine',
    comment: 'Telemetry is told what to say by client and server: of this project it knows the engine alone.',
    from: { path: '^src/telemetry/' },
    to: { path: '^(versions|migrations|src)/', pathNot: '^src/(telemetry|engine)/' },
  },
  {
    name: 'telemetry-is-for-calls',
    comment: 'Client and server tell OpenTelemetry of calls; whoever takes contracts or the engine alone does not load it.',
    from: { path: '^(versions|migrations|src)/', pathNot: '^src/(client|server|telemetry)/' },
    to: { path: '^src/telemetry/' },
  },
  {
    name: 'opentelemetry-in-one-place',
    comment: 'What may throw, or be set up late, src/telemetry deals with: others take its types alone.',
    from: { path: '^(versions|migrations|src)/', pathNot: '^src/telemetry/' },
    to: { path: 'node_modules/@opentelemetry/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'testing-knows-the-engine',
    comment: 'The laws hold for any registry: of this project they know the engine alone.',
    from: { path: '^src/testing/' },
    to: { path: '^(versions|migrations|src)/', pathNot: '^src/(testing|engine)/' },
  },
  {
    name: 'diff-knows-the-engine',
    comment: 'The wire diff compares any contracts: of this project it knows the engine alone. Whoever calls it brings the registry.',
    from: { path: '^src/diff/' },
    to: { path: '^(versions|migrations|src)/', pathNot: '^src/(diff|engine)/' },
  },
  {
    name: 'diff-knows-no-http',
    comment: 'The wire diff runs parsers, it calls nobody.',
    from: { path: '^src/diff/' },
    to: { path: [packages('@orpc/server', '@orpc/openapi', '@orpc/openapi-client'), `${packages('@orpc/client')}.*adapters/`, '^(node:)?(http|https|http2|net|tls)$'] },
  },
  {
    name: 'lock-knows-diff-and-engine',
    comment: 'A lock describes any version: it is handed the contracts, and compares them by the wire diff.',
    from: { path: '^src/lock/' },
    to: { path: '^(versions|migrations|src)/', pathNot: '^src/(lock|diff|engine|testing)/' },
  },
  {
    name: 'check-loads-what-it-checks',
    comment: 'The check of a checkout must start where its registry does not load: it imports versions and registry by their paths, when it runs.',
    from: { path: '^src/check/' },
    to: { path: '^(versions|migrations|src)/', pathNot: '^src/(check|lock|diff|engine|testing)/' },
  },
  {
    name: 'diff-is-for-the-binary',
    comment: 'What the package exports must not need what only the binary bundles, such as ajv.',
    from: { path: '^src/', pathNot: '^src/(diff|lock|check|cli)/' },
    to: { path: '^src/(diff|lock|check)/' },
  },
  {
    name: 'cli-is-an-end',
    comment: 'Commands are called by people: nothing imports them.',
    from: { path: '^(versions|migrations|src)/', pathNot: '^src/cli/' },
    to: { path: '^src/cli/' },
  },
  {
    name: 'wire-knows-neither-side',
    from: { path: '^src/wire/' },
    to: { path: '^src/registry\\.ts$' },
  },
]

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const graph = [
  { name: 'no-cycles', from: {}, to: { circular: true } },
  { name: 'no-unresolved', from: {}, to: { couldNotResolve: true } },
  {
    name: 'installed-with-the-package',
    comment: 'Whoever installs the package gets its dependencies and peers, not its devDependencies. The binary bundles its own; src/diff, src/lock and src/check are reached by nothing else.',
    from: { pathNot: '^src/(cli|check|lock|diff)/' },
    to: { path: 'node_modules/', pathNot: packages(...runtime, ...runtime.map((name) => `@types/${name}`)) },
  },
  {
    name: 'sources-not-builds',
    comment: 'Import the source: the package must not need itself built.',
    from: {},
    to: { path: '^dist/' },
  },
]

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...folders, ...graph].map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    // Tests may import whatever they test with.
    exclude: { path: '\\.test(-d)?\\.ts$' },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
    },
  },
}
