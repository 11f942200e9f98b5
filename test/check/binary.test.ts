import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type CheckoutCopy, copyCheckout, ended } from '../support/checkout-copy.js'

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
  await promisify(execFile)('npx', ['tsup', '--no-dts', '--out-dir', built, '--silent'], { cwd: root })
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
