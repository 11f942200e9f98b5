import { oc } from '@orpc/contract'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { editedLatest } from './edited-latest.js'
import { editedManifest } from './edited-manifest.js'
import { editedRegistry } from './edited-registry.js'
import { hopSkeleton } from './hop-skeleton.js'
import { hopNames, namesOf } from './names.js'

const [v2, v21, v3] = [namesOf('2.0.0'), namesOf('2.1.0'), namesOf('3.0.0')]

const registryText = (versions: string, hops: string) => `import { v1ToV2 } from '../migrations/v1-v2/index.js'
import * as v1 from '../versions/v1/index.js'
import * as v2 from '../versions/v2/index.js'
export const registry = defineRegistry({ name: 'runners', versions: [${versions}], hops: [${hops}] })
`
const [first, second] = ["{ version: '1.0.0', contracts: { runner: v1.runnerContract } }", "{ version: '2.0.0', contracts: { runner: v2.runnerContract } }"]
const third = "{ version: '3.0.0', contracts: { runner: v3.runnerContract } }"

describe('the registry gets the version and its hop', () => {
  const edited = (versions: string, hops: string) => editedRegistry(ts, registryText(versions, hops), { from: v2, to: v3, hop: hopNames(v2, v3) }).text

  it.each([
    // versions, hops, versions then, hops then
    [`${first}, ${second}`, 'v1ToV2', `${first}, ${second}, ${third}`, 'v1ToV2, v2ToV3'],
    [`\n  ${first},\n  ${second},\n`, '\n    v1ToV2,\n  ', `\n  ${first},\n  ${second},\n  ${third},\n`, '\n    v1ToV2,\n    v2ToV3,\n  '],
    [`\n  ${first},\n  ${second}\n`, 'v1ToV2,', `\n  ${first},\n  ${second},\n  ${third}\n`, 'v1ToV2, v2ToV3,'],
  ])('as %j and %j stand', (versions, hops, versionsThen, hopsThen) => {
    const text = edited(versions, hops)
    expect(text).toContain(`versions: [${versionsThen}], hops: [${hopsThen}]`)
    expect(text.split('\n').slice(0, 5)).toStrictEqual([
      "import { v1ToV2 } from '../migrations/v1-v2/index.js'",
      "import { v2ToV3 } from '../migrations/v2-v3/index.js'",
      "import * as v1 from '../versions/v1/index.js'",
      "import * as v2 from '../versions/v2/index.js'",
      "import * as v3 from '../versions/v3/index.js'",
    ])
  })

  it('within a major it gets no hop', () => {
    const { text } = editedRegistry(ts, registryText(`${first}, ${second}`, 'v1ToV2'), { from: v2, to: v21, hop: hopNames(v2, v21) })
    expect(text).toContain("import * as v2_1 from '../versions/v2.1/index.js'")
    expect(text).toContain("{ version: '2.1.0', contracts: { runner: v2_1.runnerContract } }], hops: [v1ToV2] })")
  })

  it.each([
    ['...all', 'v1ToV2', /does not end its versions with \{ version: '2\.0\.0'/],
    [first, 'v1ToV2', /does not end its versions with/],
    [`${first}, { version: '2.0.0', contracts }`, 'v1ToV2', /does not end its versions with/],
    [`${first}, { version: '2.0.0', contracts: { ...v2 } }`, 'v1ToV2', /does not end its versions with/],
  ])('not where its versions are [%s]', (versions, hops, message) => {
    expect(() => edited(versions, hops)).toThrow(message)
  })

  it.each([
    ['calls another function', (text: string) => text.replace('defineRegistry', 'makeRegistry'), /calls no defineRegistry/],
    ['makes its hops elsewhere', (text: string) => text.replace('hops: [v1ToV2]', 'hops'), /calls no defineRegistry\(\{ hops: \[/],
    ['imports the latest from elsewhere', (text: string) => text.replace('../versions/v2/index.js', '../versions/latest.js'), /imports nothing of \.\.\/versions\/v2\//],
  ])('not where it %s', (_what, change, message) => {
    expect(() => editedRegistry(ts, change(registryText(`${first}, ${second}`, 'v1ToV2')), { from: v2, to: v3, hop: hopNames(v2, v3) })).toThrow(message)
  })
})

it('versions/latest.ts points at the version', () => {
  const text = "export * from './v2/index.js'\nexport type { RunnerContractV2 as RunnerContract } from './v2/index.js'\n"
  expect(editedLatest(text, v2, v3)).toBe("export * from './v3/index.js'\nexport type { RunnerContractV3 as RunnerContract } from './v3/index.js'\n")
  expect(editedLatest(text, v2, v21)).toContain("RunnerContractV2_1 as RunnerContract } from './v2.1/index.js'")
  expect(() => editedLatest(text, v3, v21)).toThrow("versions/latest.ts has no export * from './v3/index.js'")
})

it('package.json exports the version behind the latest', () => {
  const text = JSON.stringify({ name: 'a', exports: { '.': {}, './v2': {}, './client': {} }, version: '1' })
  expect(Object.keys((JSON.parse(editedManifest(text, v2, v3)) as { exports: object }).exports)).toStrictEqual(['.', './v2', './v3', './client'])
  expect(editedManifest(text, v2, v21)).toContain('"./v2.1": {\n      "types": "./dist/v2.1.d.ts",\n      "default": "./dist/v2.1.js"\n    }')
  expect(() => editedManifest('{}', v2, v3)).toThrow('package.json exports no ./v2')
})

it('a hop begins with every procedure at its place, whatever its name', () => {
  const get = oc.route({ method: 'GET' })
  const router = { ping: get, nested: { 'with-dash': get, deep: { get } } }
  const files = hopSkeleton(hopNames(v2, v3)!, v2, v3, [{ name: 'bookShelf', router, type: 'BookShelfContract' }])
  expect([...files.keys()]).toStrictEqual(['migrations/v2-v3/book-shelf.ts', 'migrations/v2-v3/index.ts'])
  expect(files.get('migrations/v2-v3/book-shelf.ts')).toBe(`import type { Hop } from '../../src/engine/define.js'
import type { BookShelfContractV2 } from '../../versions/v2/index.js'
import type { BookShelfContractV3 } from '../../versions/v3/index.js'

/** v2 to v3, bookShelf: nothing changed yet. */
export const bookShelf = {
  ping: {},
  nested: {
    'with-dash': {},
    deep: {
      get: {},
    },
  },
} satisfies Hop<BookShelfContractV2, BookShelfContractV3>
`)
  expect(files.get('migrations/v2-v3/index.ts')).toContain("export const v2ToV3 = defineHop({ from: '2.0.0', to: '3.0.0', contracts: { bookShelf } })")
})
