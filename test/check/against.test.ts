import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkAgainst } from '../../src/check/against/check-against.js'
import type { Checkout } from '../../src/check/checkout.js'
import { type CheckoutCopy, copyCheckout } from '../support/checkout-copy.js'

// processes that compile and compare: on a busy machine they take their time
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let copy: CheckoutCopy
let other = ''
let tarball = ''
let registry: Server
const url = () => `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`

beforeAll(async () => {
  copy = copyCheckout()
  other = mkdtempSync(join(tmpdir(), 'other-side-'))
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', other], { cwd: copy.folder })
  tarball = join(other, readdirSync(other).find((name) => name.endsWith('.tgz'))!)
  mkdirSync(join(other, 'folder/versions'), { recursive: true })
  for (const name of ['package.json', 'versions/v1']) cpSync(join(copy.folder, name), join(other, 'folder', name), { recursive: true })
  registry = createServer(({ url: asked = '' }, response) => {
    if (asked.endsWith('.tgz')) return void response.end(readFileSync(tarball))
    const dist = { tarball: `${url()}2.0.0.tgz`, shasum: createHash('sha1').update(readFileSync(tarball)).digest('hex') }
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ name: '@runners/contracts', 'dist-tags': { latest: '2.0.0' }, versions: { '2.0.0': { name: '@runners/contracts', version: '2.0.0', dist } } }))
  })
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
  copy.edit('versions/v1/runner.ts', (text) => text.replace('.min(1,', '.min(2,'))
  await copy.contracts(['v1'], { script: 'test/support/forge-lock.ts' })
})
afterAll(() => {
  registry.close()
  rmSync(other, { recursive: true, force: true })
  copy.remove()
})

const npm = (registryUrl: string) => ({ env: { npm_config_registry: registryUrl, npm_config_fetch_retries: '0', npm_config_cache: join(other, 'cache') } })

describe('a frozen version that was changed, lock and all, is caught', () => {
  it.each<[string, () => string, string]>([
    // other side, its name, how it is brought back
    ['a git ref', () => 'HEAD', 'git restore --source=HEAD -- versions/v1'],
    ['a tarball as npm pack writes it', () => tarball, 'copy versions/v1 from '],
    ['a folder', () => join(other, 'folder'), 'copy versions/v1 from '],
    ['a published version', () => 'npm:@runners/contracts@2.0.0', 'copy versions/v1 from npm:@runners/contracts@2.0.0'],
  ])('by %s', async (_, name, fix) => {
    const { code, problems } = await copy.check(`--only against --against ${name()}`, npm(url()))
    expect([code, ...problems.map(({ rule }) => rule)]).toStrictEqual([1, 'frozen-wire-changed'])
    expect(problems[0]?.fix).toContain(fix)
  })
})

describe('another side that is not there is no pass:', () => {
  const before = { ...process.env }
  beforeAll(() => void Object.assign(process.env, npm('http://127.0.0.1:9/').env))
  afterAll(() => void (process.env = before))

  it.each<[string, () => string, RegExp, RegExp]>([
    // what is asked for, its name, what is said, what helps
    ['a branch that was not fetched', () => 'origin/main', /there is no file, no folder and no git ref origin\/main/, /^git fetch origin main:refs\/remotes\/origin\/main$/],
    ['a ref that nobody knows', () => 'v1.2.3', /no git ref v1\.2\.3/, /^git fetch origin v1\.2\.3/],
    ['a file that is no tarball', () => join(copy.folder, 'README.md'), /README\.md cannot be unpacked/, /npm pack/],
    ['another package', () => join(copy.folder, 'node_modules/zod'), /zod is zod, not @runners\/contracts/, /correct what --against names/],
    ['a registry out of reach', () => 'npm:@runners/contracts@1.0.0', /npm does not give @runners\/contracts@1\.0\.0: npm error code ECONNREFUSED/, /npm view @runners\/contracts@1\.0\.0/],
  ])('%s', async (_, against, problem, fix) => {
    const { problems } = await checkAgainst({ root: copy.folder, against: against(), versions: [] } as Partial<Checkout> as Checkout)
    expect(problems.map((one) => [one.rule, one.problem, one.fix])).toStrictEqual([['against-not-found', expect.stringMatching(problem), expect.stringMatching(fix)]])
  })
})
