/**
 * How much code of ours an entry point may load, in bytes, minified and gzipped (`sizes.mjs` defines it). `beside` is the entry point
 * whose code is not counted again: who calls or serves has the registry anyway.
 *
 * @type {Readonly<Record<string, { readonly most: number, readonly beside?: string }>>}
 */
export const budgets = {
  // any version, v1 and those to come
  version: { most: 4_200 },
  index: { most: 8_000 },
  // more than a version: the engine reads schemas itself, since parsing again costs more than all else
  registry: { most: 24_850 },
  // 6 KB is what it shall be: pools, shared caches, pins, deprecations and telemetry of fleets came on top, a sender and a serializer
  client: { most: 10_980, beside: 'registry' },
  server: { most: 6_144, beside: 'registry' },
  testing: { most: 14_500, beside: 'registry' },
}
