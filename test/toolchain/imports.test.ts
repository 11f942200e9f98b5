import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import config from '../../.dependency-cruiser.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A small project that keeps every rule, and whose files the planted ones may import. */
const sound = {
  'versions/v1/index.ts': "export * from './runner.js'",
  'versions/v1/runner.ts': "import { oc } from '@orpc/contract'\nimport { z } from 'zod'\nexport const v1 = oc.input(z.string())",
  'versions/v2/index.ts': 'export const v2 = 2',
  'versions/latest.ts': "export * from './v2/index.js'",
  'migrations/v1-v2/index.ts': [
    "import { defineHop } from '../../src/engine/define.js'",
    "import type { Chain } from '../../src/engine/chain.js'",
    "import type { v1 } from '../../versions/v1/index.js'",
    'export const v1ToV2 = defineHop({} as typeof v1 as unknown as Chain)',
  ].join('\n'),
  'src/engine/define.ts': "import lt from 'semver/functions/lt.js'\nexport const defineHop = (hop: unknown) => [hop, lt]",
  'src/engine/chain.ts': 'export type Chain = string\nexport const chain = 1',
  'src/registry.ts': "export { v1ToV2 } from '../migrations/v1-v2/index.js'\nexport { v2 } from '../versions/latest.js'",
  'src/wire/headers.ts': 'export const header = 1',
  'src/telemetry/count.ts': "import { metrics } from '@opentelemetry/api'\nimport type { Chain } from '../engine/chain.js'\nexport const count = {} as [Chain, typeof metrics]",
  'src/client/index.ts': [
    "import type { Span } from '@opentelemetry/api'",
    "import { count } from '../telemetry/count.js'",
    "import { OpenAPILink } from '@orpc/openapi-client/fetch'",
    "import { chain } from '../engine/chain.js'",
    "import { v2 } from '../registry.js'",
    "import { header } from '../wire/headers.js'",
    'export const client = [OpenAPILink, chain, v2, header, count, {} as Span]',
  ].join('\n'),
  'src/server/index.ts': "import { createServer } from 'node:http'\nexport const server = createServer",
  'src/diff/of-values.ts': "import { a } from './cycle.js'\nexport const b = a",
  'src/diff/of-types.ts': "import type { a } from './cycle-type.js'\nexport const b = {} as typeof a",
  'src/lock/lock.ts': "import { b } from '../diff/of-values.js'\nexport const lock = b",
  'src/check/problem.ts': "import { lock } from '../lock/lock.js'\nexport const problem = lock",
  'src/cli/command.ts': "import { v2 } from '../registry.js'\nimport { Ajv2020 } from 'ajv/dist/2020.js'\nexport const command = [v2, Ajv2020]",
  'src/engine/chain.test.ts': "import { it } from 'vitest'\nimport { v1 } from '../../versions/v1/index.js'\nit('may', () => v1)",
}

/** Each plants one file: the rules that it breaks, no more and no fewer, and why it breaks them. */
const planted: readonly (readonly [file: string, rules: string, code: string])[] = [
  ['versions/v2/another.ts', 'versions-stand-alone', "export { v1 } from '../v1/index.js'"],
  ['versions/v2/another-type.ts', 'versions-stand-alone', "export type { v1 } from '../v1/index.js'"],
  ['versions/v2/engine.ts', 'versions-stand-alone', "export { chain } from '../../src/engine/chain.js'"],
  ['versions/v2/package.ts', 'versions-stand-alone', "export { createORPCClient } from '@orpc/client'"],
  ['versions/v2/builtin.ts', 'versions-stand-alone', "export { readFileSync } from 'node:fs'"],
  ['migrations/v1-v2/latest.ts', 'latest-moves-on', "export type { v2 } from '../../versions/latest.js'"],
  ['migrations/v1-v2/zod.ts', 'migrations-know-versions-and-engine', "export { z } from 'zod'"],
  ['migrations/v2-v3/hop.ts', 'migrations-know-versions-and-engine', "export { v1ToV2 } from '../v1-v2/index.js'"],
  ['migrations/v1-v2/wire.ts', 'migrations-know-versions-and-engine', "export { header } from '../../src/wire/headers.js'"],
  ['migrations/v1-v2/value.ts', 'migrations-take-types-of-versions', "export { v1 } from '../../versions/v1/index.js'"],
  ['migrations/v1-v2/chain.ts', 'migrations-take-define-helpers', "export { chain } from '../../src/engine/chain.js'"],
  ['src/engine/version.ts', 'engine-knows-no-version, halves-meet-in-the-registry', "export type { v1 } from '../../versions/v1/index.js'"],
  ['src/engine/hop.ts', 'engine-knows-no-version, halves-meet-in-the-registry', "export { v1ToV2 } from '../../migrations/v1-v2/index.js'"],
  ['src/engine/registry.ts', 'engine-knows-no-version', "export { v2 } from '../registry.js'"],
  ['src/engine/fetch.ts', 'engine-knows-no-http', "export { RPCLink } from '@orpc/client/fetch'"],
  ['src/engine/server.ts', 'engine-knows-no-http', "export { os } from '@orpc/server'"],
  ['src/engine/openapi.ts', 'engine-knows-no-http', "export { OpenAPIGenerator } from '@orpc/openapi'"],
  ['src/engine/openapi-link.ts', 'engine-knows-no-http', "export { OpenAPILink } from '@orpc/openapi-client/fetch'"],
  ['src/engine/node-http.ts', 'engine-knows-no-http', "export { request } from 'node:http'"],
  ['src/engine/https.ts', 'engine-knows-no-http', "export { request } from 'https'"],
  ['src/client/version.ts', 'halves-meet-in-the-registry', "export { v2 } from '../../versions/v2/index.js'"],
  ['src/server/type.ts', 'halves-meet-in-the-registry', "export type { v2 } from '../../versions/v2/index.js'"],
  ['src/cli/hop.ts', 'halves-meet-in-the-registry', "export { v1ToV2 } from '../../migrations/v1-v2/index.js'"],
  ['src/index.ts', 'index-knows-no-migration', "export { v1ToV2 } from '../migrations/v1-v2/index.js'\nexport { v2 } from '../versions/v2/index.js'"],
  ['src/client/server.ts', 'client-and-server-apart', "export { server } from '../server/index.js'"],
  ['src/server/client.ts', 'client-and-server-apart', "export { client } from '../client/index.js'"],
  ['src/wire/client.ts', 'client-and-server-apart', "export { client } from '../client/index.js'"],
  ['src/telemetry/registry.ts', 'telemetry-knows-the-engine', "export { v2 } from '../registry.js'"],
  ['src/telemetry/client.ts', 'telemetry-knows-the-engine', "export type { client } from '../client/index.js'"],
  ['src/engine/telemetry.ts', 'engine-knows-no-version, telemetry-is-for-calls', "export { count } from '../telemetry/count.js'"],
  ['src/cli/telemetry.ts', 'telemetry-is-for-calls', "export { count } from '../telemetry/count.js'"],
  ['src/server/opentelemetry.ts', 'opentelemetry-in-one-place', "export { trace } from '@opentelemetry/api'"],
  ['src/wire/registry.ts', 'wire-knows-neither-side', "export { v2 } from '../registry.js'"],
  ['src/testing/registry.ts', 'testing-knows-the-engine', "export { v2 } from '../registry.js'"],
  ['src/testing/server.ts', 'testing-knows-the-engine', "export type { server } from '../server/index.js'"],
  ['src/diff/registry.ts', 'diff-knows-the-engine', "export { v2 } from '../registry.js'"],
  ['src/diff/wire.ts', 'diff-knows-the-engine', "export type { header } from '../wire/headers.js'"],
  ['src/diff/http.ts', 'diff-knows-no-http', "export { request } from 'node:http'"],
  ['src/diff/server.ts', 'diff-knows-no-http', "export { os } from '@orpc/server'"],
  ['src/client/diff.ts', 'client-and-server-apart, diff-is-for-the-binary', "export { b } from '../diff/of-values.js'"],
  ['src/engine/diff.ts', 'diff-is-for-the-binary, engine-knows-no-version', "export { b } from '../diff/of-values.js'"],
  ['src/lock/registry.ts', 'lock-knows-diff-and-engine', "export { v2 } from '../registry.js'"],
  ['src/lock/check.ts', 'lock-knows-diff-and-engine', "export { problem } from '../check/problem.js'"],
  ['src/check/registry.ts', 'check-loads-what-it-checks', "export { v2 } from '../registry.js'"],
  ['src/check/version.ts', 'check-loads-what-it-checks, halves-meet-in-the-registry', "export { v2 } from '../../versions/v2/index.js'"],
  ['src/server/lock.ts', 'client-and-server-apart, diff-is-for-the-binary', "export { lock } from '../lock/lock.js'"],
  ['src/registry-cli.ts', 'cli-is-an-end', "export { command } from './cli/command.js'"],
  ['src/diff/cycle.ts', 'no-cycles', "export { b } from './of-values.js'\nexport const a = 1"],
  ['src/diff/cycle-type.ts', 'no-cycles', "export { b } from './of-types.js'\nexport const a = 1"],
  ['src/diff/missing.ts', 'no-unresolved', "export { gone } from './gone.js'"],
  ['src/testing/dev.ts', 'installed-with-the-package', "export { Ajv2020 } from 'ajv/dist/2020.js'"],
  ['src/diff/built.ts', 'sources-not-builds', "export { built } from '../../dist/built.js'"],
]

let folder = ''
let broken: readonly { readonly file: string; readonly rule: string }[] = []

const write = (path: string, code: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), `${code}\n`)
}

const cruise = (outputType: 'json' | 'err') => {
  const binary = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const rules = join(root, '.dependency-cruiser.mjs')
  const args = [binary, 'versions', 'migrations', 'src', '--config', rules, '--output-type', outputType]
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 })
}

const violations = () => {
  const { summary } = JSON.parse(cruise('json').stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] }
  }
  return summary.violations.map(({ from, rule }) => ({ file: from, rule: rule.name }))
}

const rulesBroken = (file: string) => broken.filter((one) => one.file === file).map(({ rule }) => rule)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'imports-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const [path, code] of Object.entries(sound)) write(path, code)
  for (const [path, , code] of planted) write(path, code)
  write('dist/built.js', 'export const built = 1')
  broken = violations()
}, 60_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

it.each(planted)('%s breaks %s', (file, rules) => {
  expect(rulesBroken(file).sort().join(', ')).toBe(rules)
})

it.each(Object.keys(sound))('%s breaks no rule', (file) => {
  expect(rulesBroken(file)).toEqual([])
})

it('every rule has a file that breaks it', () => {
  const names = config.forbidden?.map(({ name }) => name)
  expect(new Set(planted.flatMap(([, rules]) => rules.split(', ')))).toEqual(new Set(names))
})

it('a broken rule fails the command', { timeout: 60_000 }, () => {
  expect(cruise('err').status).not.toBe(0)
})
