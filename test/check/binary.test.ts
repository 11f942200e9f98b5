import { execFile, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type CheckoutCopy, copyCheckout, ended } from '../support/checkout-copy.js'
import { replies } from '../support/replies.js'
import { serve } from '../support/serve.js'
import { v1Runner } from '../support/v1-runner.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

// processes that compile and compare: on a busy machine they take their time
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let built = ''
let copy: CheckoutCopy
let elsewhere = ''
beforeAll(async () => {
  built = mkdtempSync(join(root, '.built-'))
  copy = copyCheckout()
  elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'))
  await promisify(execFile)('npx', ['tsup', '--config', 'tsup.binary.config.ts', '--out-dir', built, '--silent'], { cwd: root })
})
afterAll(() => {
  for (const folder of [built, elsewhere]) rmSync(folder, { recursive: true, force: true })
  copy.remove()
})

const binary = (cwd: string, ...args: readonly string[]) => ended(process.execPath, [join(built, 'cli.js'), ...args], cwd)

it('in a checkout the binary runs the source that lies there, from any folder in it', async () => {
  copy.edit('src/check/frozen.ts', (text) => text.replace('note: `frozen: ', 'note: `held by this copy: '))
  const { code, out, err } = await binary(join(copy.folder, 'versions/v1'), 'check', '--only', 'frozen')
  expect([code, err]).toStrictEqual([0, ''])
  expect(out).toContain('held by this copy: v1')
  copy.reset()
})

it('its exit code is that of the check', async () => {
  copy.edit('versions/v1/runner.ts', (text) => `${text}\n`)
  const { code, out } = await binary(copy.folder, 'check', '--only', 'frozen')
  expect([code, out]).toStrictEqual([1, expect.stringContaining('frozen-text-changed')])
  copy.reset()
})

it('outside of a checkout it says so in a line, and helps all the same', async () => {
  const { code, out, err } = await binary(elsewhere, 'check')
  expect([code, out, err.trim().split('\n').length]).toStrictEqual([2, '', 1])
  expect(err).toMatch(/check: works on a checkout of @runners\/contracts, and .*elsewhere-.* is in none: clone its repository/)
  expect((await binary(elsewhere, 'freeze', '--help')).code).toBe(0)
})

it('an installed package is no checkout', async () => {
  const folder = join(elsewhere, 'node_modules/@runners/contracts')
  mkdirSync(join(folder, 'versions'), { recursive: true })
  symlinkSync(join(root, 'package.json'), join(folder, 'package.json'))
  const { code, err } = await binary(folder, 'check')
  expect([code, err]).toStrictEqual([2, expect.stringContaining('is the package as it is installed')])
})

it('a checkout without its packages is told to install them', async () => {
  rmSync(join(copy.folder, 'node_modules'))
  const { code, err } = await binary(copy.folder, 'check')
  expect([code, err]).toStrictEqual([2, expect.stringContaining('has no packages installed: run npm ci there')])
})

it('anywhere it looks at peers, and shows no progress where nobody watches', async () => {
  const [old, page] = [await serve(v1Runner().node), await serve(replies({ 'GET /contract': [200, '<html>'] }))]
  const probed = await binary(elsewhere, 'probe', old.url)
  expect([probed.code, probed.err, probed.out]).toStrictEqual([0, '', expect.stringContaining('agreed  1.0.0, by evidence')])
  const fleet = await binary(elsewhere, 'fleet', old.url, page.url)
  expect([fleet.code, fleet.err, fleet.out]).toStrictEqual([1, '', expect.stringContaining(`1.0.0 is still needed by 1 peer: ${old.url}; 1 peer gave no usable answer`)])
})

it('it takes a list from standard input, and ends at once when it is interrupted', async () => {
  let isAsked = () => {}
  const asked = new Promise<void>((resolve) => (isAsked = resolve))
  const { url } = await serve(() => isAsked())
  const child = spawn(process.execPath, [join(built, 'cli.js'), 'fleet', '-', '--timeout', '600000'], { cwd: elsewhere })
  const ending = new Promise((resolve) => child.on('close', (code, signal) => resolve([code, signal])))
  child.stdin.end(`# eu\n${url}\n`)
  await asked
  child.kill('SIGINT')
  expect(await ending).toStrictEqual([null, 'SIGINT'])
})
