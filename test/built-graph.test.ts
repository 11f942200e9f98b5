import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entries } from '../scripts/entries.mjs'
import { sizeProblems, sizesOf } from '../scripts/package/sizes.mjs'

interface Metafile {
  readonly outputs: Readonly<Record<string, {
    readonly inputs: Readonly<Record<string, unknown>>
    readonly imports: readonly { readonly path: string; readonly external?: boolean }[]
  }>>
}

let folder: string
let built: Metafile['outputs']
beforeAll(async () => {
  folder = await mkdtemp('.built-')
  await promisify(execFile)('npx', ['tsup', '--no-dts', '--metafile', '--out-dir', folder, '--silent'])
  const metafile = JSON.parse(await readFile(join(folder, 'metafile-esm.json'), 'utf8')) as Metafile
  built = metafile.outputs
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

/** Everything that importing an entry point loads: sources of ours, packages of others. */
function loadedBy(entry: string) {
  const sources = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: string, seen: ReadonlySet<string>): ReadonlySet<string> => {
    if (seen.has(file)) return seen
    const output = built[file]
    if (output === undefined) throw new Error(`the build has no ${file}`)
    Object.keys(output.inputs).forEach((source) => sources.add(source))
    return output.imports.reduce((visited, { path, external }) => {
      if (!external) return visit(path, visited)
      packages.add(path)
      return visited
    }, new Set([...seen, file]) as ReadonlySet<string>)
  }
  visit(`${folder}/${entry}.js`, new Set())
  return { sources: [...sources], packages: [...packages].toSorted() }
}

describe('what importing an entry point loads', () => {
  it.each(entries.filter(({ source }) => source.startsWith('versions/')))('$name loads its own folder, zod and @orpc/contract, and nothing else', ({ name }) => {
    const { sources, packages } = loadedBy(name)
    expect(sources.filter((source) => !source.startsWith(`versions/${name}/`))).toStrictEqual([])
    expect(sources.length).toBeGreaterThan(0)
    expect(packages).toStrictEqual(['@orpc/contract', 'zod'])
  })

  it.each([
    // entry, what it must not load
    ['index', /^(migrations|versions\/v1|src\/(client|server|wire|telemetry))\//, /^(@orpc\/(server|openapi)|@opentelemetry\/)/],
    ['client', /^src\/server\//, /^(@orpc\/(server|openapi)(\/|$)|node:)/],
    ['server', /^src\/client\//, /^@orpc\/openapi-client/],
    ['registry', /^src\/(client|server|wire|telemetry)\//, /^(@orpc\/(server|openapi|openapi-client)(\/|$)|@opentelemetry\/|node:)/],
    ['testing', /^(migrations|versions|src\/(client|server|wire|telemetry))\//, /^(@orpc\/(server|openapi)(\/|$)|@opentelemetry\/|vitest|node:)/],
  ])('%s loads nothing of the other side', (entry, foreignSources, foreignPackages) => {
    const { sources, packages } = loadedBy(entry)
    expect(sources.filter((source) => foreignSources.test(source))).toStrictEqual([])
    expect(packages.filter((name) => foreignPackages.test(name))).toStrictEqual([])
  })

  it('is no more code of ours than its budget allows', () => {
    expect(sizeProblems(sizesOf(folder))).toEqual([])
  })
})
