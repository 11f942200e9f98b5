import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { entries, manifest, root } from '../../scripts/entries.mjs'
import { attwProblems } from '../../scripts/package/attw.mjs'
import { contentProblems } from '../../scripts/package/contents.mjs'
import { locks } from '../../scripts/package/locks.mjs'
import { needProblems } from '../../scripts/package/needs.mjs'
import { publintProblems } from '../../scripts/package/publint.mjs'
import { sizeProblems, sizesOf } from '../../scripts/package/sizes.mjs'

const map = { version: 3, sources: ['../src/a.ts'], sourcesContent: ['export const a = 1'], names: [], mappings: '' }

let folder = ''
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const whats = (problems: readonly { readonly where: string; readonly what: string }[]) => problems.map(({ where, what }) => `${where}: ${what}`)

/** A package as the tarball's, sound and tiny. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-'))
  for (const file of ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', ...locks()]) write(file, readFileSync(join(root, file), 'utf8'))
  for (const { name } of entries) {
    write(`dist/${name}.js`, 'export const a = 1\n//# sourceMappingURL=a.js.map\n')
    write(`dist/${name}.js.map`, JSON.stringify(map))
    write(`dist/${name}.d.ts`, 'export declare const a = 1\n')
  }
  for (const path of Object.values(manifest.bin)) {
    write(path, '#!/usr/bin/env node\n')
    chmodSync(join(folder, path), 0o755)
  }
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('what is in the tarball', () => {
  it('is right as it is', () => {
    expect(contentProblems(folder)).toEqual([])
  })

  it.each([
    // fault, the act, what is said
    ['an entry point that is not built', () => rmSync(join(folder, 'dist/v1.d.ts')), 'dist/v1.d.ts: it is not in the tarball'],
    ['no licence', () => rmSync(join(folder, 'LICENSE')), 'LICENSE: it is not in the tarball'],
    ['a test', () => write('dist/a.test.ts', ''), 'dist/a.test.ts: it is in the tarball and not part of the package'],
    ['a source', () => write('index.ts', ''), 'index.ts: it is in the tarball and not part of the package'],
    ['a map without its sources', () => write('dist/v1.js.map', JSON.stringify({ ...map, sourcesContent: undefined })), 'dist/v1.js.map: it lacks the sources that it maps to, which the package does not have'],
    ['a binary that is a mere module', () => write('dist/cli.js', 'export {}\n'), 'dist/cli.js: it is no program: it needs #!/usr/bin/env node, and to be executable'],
    ['a binary that nobody may execute', () => chmodSync(join(folder, 'dist/cli.js'), 0o644), 'dist/cli.js: it is no program: it needs #!/usr/bin/env node, and to be executable'],
  ])('is wrong with %s', (_, plant, said) => {
    plant()
    expect(whats(contentProblems(folder))).toEqual([said])
  })
})

describe('what entry points import', () => {
  it('is a package that they may not need', () => {
    write('dist/chunk.js', "import '@orpc/server'\n")
    write('dist/v2.js', "import './chunk.js'\nimport 'zod'\n")
    write('dist/index.d.ts', "import '@orpc/client'\n")
    expect(whats(needProblems(folder))).toEqual([
      'dist/index.d.ts: it imports @orpc/client, which @runners/contracts may not need',
      'dist/v2.js: it imports @orpc/server, which @runners/contracts/v2 may not need',
    ])
  })
})

describe('the size of an entry point', () => {
  const noise = (length: number) => `export const noise = '${Array.from({ length }, (_, index) => ((index * 2_654_435_761) % 4_294_967_296).toString(36)).join('')}'\n`
  const sizeOf = (wanted: string) => sizesOf(join(folder, 'dist')).find(({ name }) => name === wanted)!

  it('is that of its own chunks, and not of those that it shares with the registry', () => {
    const before = sizeOf('client').own
    write('dist/shared.js', noise(1_000))
    write('dist/registry.js', "import './shared.js'\n")
    write('dist/client.js', "import './shared.js'\nimport 'zod'\nexport const a = 1\n")
    expect(sizeOf('registry').own).toBeGreaterThan(4_000)
    expect(sizeOf('client').own).toBeLessThan(before + 60)
    write('dist/own.js', noise(1_000))
    write('dist/client.js', "import './shared.js'\nimport './own.js'\n")
    expect(sizeOf('client').own).toBeGreaterThan(4_000)
  })

  it('is over its budget', () => {
    write('dist/v2.js', noise(10_000))
    expect(whats(sizeProblems(sizesOf(join(folder, 'dist'))))).toEqual([
      expect.stringMatching(/^dist\/v2\.js: its own code is \d+ bytes, \d+ more than its budget$/),
    ])
  })

  it('has a budget, or fails', () => {
    expect(sizeProblems([{ name: 'other', own: 1, published: 1, most: undefined }])).toHaveLength(1)
  })
})

describe('publint and attw', { timeout: 60_000 }, () => {
  const packed = () => {
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent'], { cwd: folder })
    return { tarball: join(folder, readdirSync(folder).find((file) => file.endsWith('.tgz'))!), unpacked: folder }
  }
  const edit = (change: (text: string) => string) => write('package.json', change(readFileSync(join(folder, 'package.json'), 'utf8')))

  it('have nothing to say of a sound package', async () => {
    const sound = packed()
    expect(await publintProblems(sound)).toEqual([])
    expect(attwProblems(sound)).toEqual([])
  })

  it('publint refuses types that come after the code', async () => {
    edit((text) => text.replace('"types": "./dist/v1.d.ts",\n      "default": "./dist/v1.js"', '"default": "./dist/v1.js", "types": "./dist/v1.d.ts"'))
    expect(whats(await publintProblems(packed())).join('\n')).toContain('package.json exports../v1')
  })

  it('attw refuses an entry point whose types cannot be found', () => {
    edit((text) => text.replace('"types": "./dist/v1.d.ts",\n', ''))
    rmSync(join(folder, 'dist/v1.d.ts'))
    expect(attwProblems(packed())).toEqual([expect.objectContaining({ detail: expect.stringContaining('No types') })])
  })
})
