import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Problem } from '../../src/check/problem.js'
import { type CheckoutCopy, copyCheckout } from '../support/checkout-copy.js'

// processes that compile and compare: on a busy machine they take their time
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let copy: CheckoutCopy
beforeAll(() => {
  copy = copyCheckout()
})
beforeEach(() => copy.reset())
afterAll(() => copy.remove())

const replace = (path: string, before: string, after: string) => copy.edit(path, (text) => text.replace(before, after))
const remove = (path: string) => rmSync(join(copy.folder, path), { recursive: true })

/** Adds a version of v2's major: a copy of v2, changed, registered and exported. */
function addMinor(version: string, folder: string, before: string, after: string) {
  cpSync(join(copy.folder, 'versions/v2'), join(copy.folder, 'versions', folder), { recursive: true })
  rmSync(join(copy.folder, 'versions', folder, 'frozen.json'), { force: true })
  rmSync(join(copy.folder, 'versions', folder, 'golden'), { recursive: true })
  replace(`versions/${folder}/runner.ts`, before, after)
  const contracts = '{ runner: next.runnerContract, orchestrator: next.orchestratorContract }'
  copy.edit('src/registry.ts', (text) => `import * as next from '../versions/${folder}/index.js'\n${text.replace('\n  ],\n  hops', `\n    { version: '${version}', contracts: ${contracts} },\n  ],\n  hops`)}`)
  replace('package.json', '"./v2": {', `"./${folder}": { "types": "./dist/${folder}.d.ts", "default": "./dist/${folder}.js" },\n    "./v2": {`)
}

/** What a problem says, with what the wire diff found and shows. */
const said = ({ where, rule, problem, breaks, fix, findings = [], output = '' }: Problem) =>
  [rule, where, problem, ...findings.map(({ rule: found, sentence, witness }) => `${found} ${sentence} ${JSON.stringify(witness)}`), output, breaks, fix].join('\n')

it('an untampered checkout passes, against itself too', async () => {
  expect(await copy.check('--skip api,package --against HEAD')).toStrictEqual({ code: 0, problems: [] })
})

describe('check catches, each with a message of its own,', () => {
  it.each<[string, () => void, string, string, RegExp[]]>([
    // what is done, how, the parts that are asked, the one rule, what is said
    [
      'an optional field added to a frozen version',
      () => replace('versions/v1/runner.ts', '  runners: z.array(z.string())', '  note: z.string().optional(),\n  runners: z.array(z.string())'),
      '--only frozen',
      'frozen-wire-changed',
      [/versions\/v1\/runner\.ts/, /property-added `note` was added: callers on 1\.0\.0 as frozen accept this answer and lose note \{.*"note":/, /call or serve runner\.info/],
    ],
    [
      'a .min() changed in a frozen version',
      () => replace('versions/v1/runner.ts', '.min(1,', '.min(2,'),
      '--only frozen',
      'frozen-wire-changed',
      [/min-items-increased minItems of `runners` went from 1 to 2: runners on 1\.0\.0 as it is here refuse this request \{"runners":\[.*\]\}/, /git restore .* versions\/v1/],
    ],
    [
      'a comment changed in a frozen version',
      () => replace('versions/v1/runner.ts', '/** Free-form JSON', '/** Any JSON'),
      '--only frozen',
      'frozen-text-changed',
      [/only a comment, formatting or a type changed: the wire is the same, but frozen is frozen/],
    ],
    [
      'a description changed in a frozen version',
      () => replace('versions/v1/runner.ts', 'Names of the runners.', 'Their names.'),
      '--only frozen',
      'frozen-text-changed',
      [/only words for people changed.*: the wire is the same, but frozen is frozen/],
    ],
    [
      'a file added to a frozen version',
      () => copy.write('versions/v1/extra.ts', 'export const extra = 1\n'),
      '--only frozen',
      'frozen-file-added',
      [/versions\/v1\/extra\.ts\nit was added/, /delete it/],
    ],
    [
      'a lock edited by hand',
      () => replace('versions/v1/frozen.json', '"minItems": 1', '"minItems": 2'),
      '--only frozen',
      'lock-edited',
      [/versions\/v1\/frozen\.json\nit was edited by hand: only runners-contracts freeze writes it/],
    ],
    [
      'a frozen folder deleted',
      () => remove('versions/v1'),
      '--only registry',
      'version-folder-missing',
      [/versions\/v1\nit is gone, and package\.json exports \.\/v1/, /everyone who speaks 1\.0\.0/],
    ],
    [
      'a hop step deleted',
      () => copy.edit('migrations/v1-v2/runner.ts', (text) => text.replace(/(execute: \{\n)    request: \{[^]*?\n    \},\n(?=    response)/, '$1')),
      '--only registry',
      'step-missing',
      [/hop 1\.0\.0 to 2\.0\.0, runner\.execute\nits request changed/, /Add a `request` step with `up` and `down`/],
    ],
    [
      'a golden file of a frozen version edited',
      () => replace('versions/v1/golden/runner.info.response.json', '"count": 2', '"count": 3'),
      '--only frozen',
      'frozen-golden-changed',
      [/versions\/v1\/golden\/runner\.info\.response\.json\na payload was edited/],
    ],
    [
      'a golden file that no longer says what payloads become',
      () => replace('versions/v2/golden/runner.info.response.from-v1.json', '"losses": []', '"losses": ["usage: nothing"]'),
      '--only golden',
      'golden-stale',
      [/runner\.info\.response\.from-v1\.json\nit does not say what payloads become: line \d+ is .*usage: nothing/],
    ],
    [
      'docs that do not say what changed',
      () => replace('docs/v1-v2.md', 'breaking', 'harmless'),
      '--only docs',
      'docs-stale',
      [/docs\/v1-v2\.md/, /npm run docs:diff/],
    ],
    [
      'a minor version with a breaking change',
      () => addMinor('2.1.0', 'v2.1', '.min(1,', '.min(2,'),
      '--only semver',
      'minor-breaks',
      [/2\.1\.0 shares the major of 2\.0\.0/, /runners on 2\.1\.0 refuse this request \{.*"runners":\[/, /npm run contracts -- new v3/],
    ],
    [
      'a version number lower than the diff demands',
      () => addMinor('2.0.1', 'v2.0.1', '  timeoutMs: ', '  label: z.string().optional(),\n  timeoutMs: '),
      '--only semver',
      'version-too-low',
      [/from 2\.0\.0 the wire changed by a minor, and 2\.0\.1 promises no more than a patch: its number must be at least 2\.1\.0/, /git mv versions\/v2\.0\.1 versions\/v2\.1/],
    ],
    [
      'a registry that serves another version in the name of a frozen one',
      () => replace('src/registry.ts', "version: '1.0.0', contracts: { runner: v1.runnerContract", "version: '1.0.0', contracts: { runner: { ...v1.runnerContract }"),
      '--only registry',
      'version-of-other-folder',
      [/its contracts are not those of versions\/v1/],
    ],
  ])('%s', async (_, tamper, args, rule, messages) => {
    tamper()
    const { code, problems } = await copy.check(args)
    expect([code, ...problems.map((one) => one.rule)]).toStrictEqual([1, rule])
    for (const message of messages) expect(said(problems[0]!)).toMatch(message)
  })

  it('a minor version with a breaking change also in the registry, which does not load any more, and the other parts say so', async () => {
    addMinor('2.1.0', 'v2.1', '.min(1,', '.min(2,')
    const { code, problems } = await copy.check('--skip api,package,laws')
    expect([code, new Set(problems.map(({ rule }) => rule))]).toStrictEqual([1, new Set(['minor-not-compatible', 'minor-breaks'])])
    const { code: other, err } = await copy.contracts(['list'])
    expect([other, err.split('\n').length]).toStrictEqual([2, 2])
    expect(err).toMatch(/the registry cannot be loaded: .*runners-contracts check says all that is wrong/)
  })

  it('an export removed from the main entry point', async () => {
    replace('src/index.ts', "export { negotiate } from './engine/negotiate.js'\n", '')
    const { code, problems } = await copy.check('--only api')
    const caught = problems.find(({ where }) => where === 'etc/index.api.md')
    expect([code, caught?.part]).toStrictEqual([1, 'api'])
    expect(said(caught!)).toMatch(/does not export what its report says[^]*-export const negotiate/)
  })
})

describe('what is frozen on the other side', () => {
  it('cannot be changed by editing source and lock together', async () => {
    replace('versions/v1/runner.ts', '.min(1,', '.min(2,')
    expect((await copy.contracts(['v1'], { script: 'test/support/forge-lock.ts' })).code).toBe(0)
    const { code, problems } = await copy.check('--only frozen --against main')
    expect([code, ...problems.map(({ part, rule }) => `${part} ${rule}`)]).toStrictEqual([1, 'against frozen-wire-changed'])
    expect(said(problems[0]!)).toMatch(/the wire of 1\.0\.0 is not as it is in main: 1 breaking[^]*\{"runners":\[.*\]\}[^]*git restore --source=main/)
  })

  it.each<[string, () => void, string, RegExp]>([
    // what is done, how, rule, what is said
    ['be frozen on another day', () => copy.edit('versions/v1/frozen.json', (text) => text.replace(/"frozen": "[^"]*"/, '"frozen": "2020-01-01"')), 'lock-differs', /its date is not that of main/],
    ['be drafted again', () => remove('versions/v1/frozen.json'), 'frozen-version-unfrozen', /1\.0\.0 is frozen in main, and here it is not/],
    ['go while it has no sunset date', () => {
      remove('versions/v1')
      copy.edit('src/registry.ts', (text) => text.replace(/.*(?:v1ToV2 }|as v1).*\n/g, '').replace(/.*'1\.0\.0'.*\n/, '').replace('[v1ToV2]', '[]'))
    }, 'frozen-version-deleted', /1\.0\.0 is frozen in main and gone here, and it has no sunset date[^]*every peer in the field that speaks 1\.0\.0/],
  ])('cannot %s', async (_, tamper, rule, message) => {
    tamper()
    const { code, problems } = await copy.check('--only against --against main')
    expect([code, ...problems.map((one) => one.rule)]).toStrictEqual([1, rule])
    expect(said(problems[0]!)).toMatch(message)
  })

  it('may go once its sunset has passed', async () => {
    replace('src/registry.ts', "version: '1.0.0', contracts", "version: '1.0.0', deprecated: '2020-01-01', sunset: '2020-12-31', contracts")
    copy.git('commit', '--all', '--quiet', '--message', 'sunset')
    copy.git('branch', '--force', 'released')
    remove('versions/v1')
    expect(await copy.check('--only against --against released')).toStrictEqual({ code: 0, problems: [] })
  })

  it('is nothing where nothing was ever frozen, and that is said', async () => {
    remove('versions/v1/frozen.json')
    rmSync(join(copy.folder, 'versions/v2/frozen.json'), { force: true })
    copy.git('commit', '--all', '--quiet', '--message', 'thawed')
    copy.git('branch', '--force', 'before')
    copy.reset()
    const { code, out } = await copy.contracts(['check', '--only', 'against', '--against', 'before'])
    expect([code, out]).toStrictEqual([0, expect.stringContaining('before has no frozen version: nothing to hold yet')])
  })
})
