import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyProject } from '../support/project-copy.js'

describe('the reports of a project in which only unrelated things changed', () => {
  const copy = copyProject()
  afterAll(copy.remove)

  it('stay byte for byte what they are, in which order ever the compiler meets literals, files and imports', { timeout: 180_000 }, () => {
    const backwards = "'timed_out' | 'running' | 'queued' | 'failed' | 'completed' | 'cancelled' | 'remote' | 'local' | 'pass' | 'fail' | 'error'"
    copy.write('src/a-first.ts', `export type Backwards = ${backwards}\nexport const first = (one: Backwards): Backwards => one\n`)
    copy.edit('src/index.ts', (text) => `import './a-first.js'\n${text}`)
    copy.edit('src/engine/define.ts', (text) => `import '../a-first.js'\n${text}`)
    copy.edit('tsconfig.json', (text) => text.replace('"include": ["versions", "migrations", "src"', '"include": ["src", "migrations", "versions"'))
    copy.edit('package.json', (text) => {
      const manifest = JSON.parse(text) as { exports: Record<string, unknown> }
      return JSON.stringify({ ...manifest, exports: Object.fromEntries(Object.entries(manifest.exports).toReversed()) })
    })
    expect(copy.run('scripts/api.mjs', 'v1', 'index')).toStrictEqual({ status: 0, stdout: 'api: the reports of 2 entry points passed\n', stderr: '' })
  })
})

describe('the check of the reports', () => {
  const copy = copyProject()
  let found: ReturnType<typeof copy.run>
  beforeAll(() => {
    copy.edit('src/index.ts', (text) => text.replace("export { negotiate } from './engine/negotiate.js'\n", ''))
    copy.edit('versions/v1/index.ts', (text) => `${text}interface Hidden { readonly one: string }\nexport const shown = (hidden: Hidden) => hidden.one\n`)
    copy.edit('etc/v2.api.md', (text) => text.replace('\n    ', '\n  '))
    copy.write('etc/gone.api.md', '')
    found = copy.run('scripts/api.mjs', 'index', 'v1', 'v2')
  }, 180_000)
  afterAll(copy.remove)

  it.each([
    // fault, what is said of it
    ['an export that was removed', 'etc/index.api.md: @runners/contracts does not export what its report says'],
    ['the difference that it makes', '-export const negotiate: '],
    ['a type that is used and not exported', 'The symbol "Hidden" needs to be exported by the entry point index.d.ts'],
    ['an export that was added', '+export const shown: (hidden: Hidden) => string;'],
    ['a report that was edited by hand', 'etc/v2.api.md: @runners/contracts/v2 does not export what its report says'],
    ['a report of no entry point', 'etc/gone.api.md: it is the report of an entry point that package.json does not export'],
    ['what mends it', 'npm run api'],
  ])('says %s', (_, said) => {
    expect(found.stderr).toContain(said)
  })

  it('fails', () => {
    expect(found.status).toBe(1)
    expect(found.stdout).toBe('')
  })
})
