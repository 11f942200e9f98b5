import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { registry } from '@runners/contracts/registry'
import { goldenFiles } from '../src/check/golden-files.js'
import { folderName } from '../src/engine/folder-name.js'
import { documentText, type GoldenDocument } from '../src/testing/golden/document.js'
import { goldenPlaces } from '../src/testing/golden/place.js'
import { recomputed } from '../src/testing/golden/recompute.js'
import { seedDocument } from '../src/testing/golden/seed.js'

const ids = registry.versions.map(({ version }) => version)
const versions = fileURLToPath(new URL('../versions/', import.meta.url))
const versionFolder = (version: string, folder = versions) => join(folder, folderName(version))
const read = (version: string, file: string) => readFileSync(join(versionFolder(version), 'golden', file), 'utf8')

describe.each(ids)('the golden payloads of %s', (version) => {
  const files = goldenFiles(registry, version, versions)
  const places = goldenPlaces(registry, version)

  it('are there for every half that has a schema, here and in older versions, and for nothing else', () => {
    expect(readdirSync(join(versionFolder(version), 'golden')).toSorted()).toStrictEqual(files.map(({ file }) => file).toSorted())
  })

  it.each(files)('$file: each becomes what it became when it was written', async ({ file, current }) => {
    // after a wanted change `npm run golden` writes them anew
    expect(documentText(await current())).toBe(read(version, file))
  })

  it.each(places)('$file: some are valid and some are not', ({ file }) => {
    const { valid, invalid } = JSON.parse(read(version, file)) as GoldenDocument
    expect(Object.keys(valid).length).toBeGreaterThan(0)
    expect(Object.keys(invalid).length).toBeGreaterThan(0)
  })

  it.each(places.filter(({ half }) => half === 'errors'))('$file: every code is among them', ({ file, details }) => {
    const { valid, invalid } = JSON.parse(read(version, file)) as GoldenDocument
    const codes = (payloads: Readonly<Record<string, { readonly value: unknown }>>) =>
      new Set(Object.values(payloads).map(({ value }) => (value as { code: string }).code))
    for (const code of Object.keys(details.errors)) expect([codes(valid).has(code), codes(invalid).has(code)]).toStrictEqual([true, true])
  })
})

describe('a half without golden payloads', () => {
  it.each(ids.flatMap((version) => goldenPlaces(registry, version)))('$version $file is given some that are valid and some that are not', async (place) => {
    const { valid, invalid } = await recomputed(registry, place, seedDocument(registry, place), ids.filter((id) => id !== place.version))
    expect([Object.keys(valid).length > 0, Object.keys(invalid).length > 0]).toStrictEqual([true, true])
  })
})

describe('a payload in the wrong place', () => {
  const place = goldenPlaces(registry, '1.0.0').find(({ file }) => file === 'runner.execute.request.json')!
  const [right, wrong] = [{ runners: ['pageTitle'] }, { runners: [] }]

  it.each<[string, GoldenDocument, string]>([
    // where, document, what is said
    ['valid', { valid: { 'of none': { value: wrong } }, invalid: {} }, 'runner.execute.request.json: 1.0.0 refuses what stands under valid: of none: runners: At least one runner is required'],
    ['invalid', { valid: {}, invalid: { 'of one': { value: right, refusedAt: [] } } }, 'runner.execute.request.json: 1.0.0 accepts what stands under invalid: of one'],
  ])('is refused under %s', async (_where, document, message) => {
    await expect(recomputed(registry, place, document, ['2.0.0'])).rejects.toThrow(new TypeError(message))
  })
})

describe('npm run golden', () => {
  let folder: string
  afterEach(() => rmSync(folder, { recursive: true }))

  it('writes what changed, seeds what is missing, and leaves frozen versions alone', () => {
    folder = mkdtempSync(join(tmpdir(), 'golden-'))
    const path = (version: string, file: string) => join(versionFolder(version, folder), 'golden', file)
    for (const version of ids) cpSync(join(versionFolder(version), 'golden'), path(version, ''), { recursive: true })
    const file = 'runner.info.response.json'
    for (const version of ids) writeFileSync(path(version, file), readFileSync(path(version, file), 'utf8').replace('eu-west-1', 'eu-west-2'))
    const tampered = ids.map((version) => readFileSync(path(version, file), 'utf8'))
    writeFileSync(join(versionFolder('1.0.0', folder), 'frozen.json'), '{}')
    rmSync(path('2.0.0', 'runner.execute.request.json'))
    const output = execFileSync('npm', ['run', '--silent', 'golden', '--', '--versions', folder], { encoding: 'utf8' })
    expect(output.split('\n').slice(0, 2)).toStrictEqual([
      '1.0.0 is frozen: its golden payloads stay',
      '2.0.0: wrote runner.execute.request.json, runner.info.response.json, runner.info.response.from-v1.json',
    ])
    expect(readFileSync(path('1.0.0', file), 'utf8')).toBe(tampered[0])
    expect(readFileSync(path('2.0.0', file), 'utf8')).not.toContain('eu-west-1')
    expect(Object.keys((JSON.parse(readFileSync(path('2.0.0', 'runner.execute.request.json'), 'utf8')) as GoldenDocument).valid)).toStrictEqual(['small', 'large'])
  }, 180_000)
})
