import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyProject } from '../support/project-copy.js'

describe('the check for what is unused', () => {
  const copy = copyProject()
  let found: ReturnType<typeof copy.run>
  beforeAll(() => {
    copy.edit('src/engine/record.ts', (text) => `${text}\nexport const nobodyNeedsMe = 1\n`)
    copy.write('src/engine/nobody.ts', "export { isRecord } from './record.js'\n")
    copy.edit('src/engine/loss.ts', (text) => `import 'picocolors'\n${text}`)
    copy.edit('package.json', (text) => text.replace('"dependencies": {', '"dependencies": { "left-pad": "1.3.0",').replace('"devDependencies": {', '"devDependencies": { "is-odd": "3.0.1",'))
    found = copy.run('scripts/unused.mjs')
  }, 120_000)
  afterAll(copy.remove)

  it.each([
    ['an export', 'nothing imports nobodyNeedsMe'],
    ['a file', 'src/engine/nobody.ts: nothing imports this file'],
    ['a dependency', 'nothing imports the dependency left-pad'],
    ['a dependency of development', 'nothing uses the devDependency is-odd'],
    ['a package that is not listed', 'picocolors is imported and not in package.json'],
  ])('finds %s', (_, said) => {
    expect(found.stderr).toContain(said)
  })

  it('fails', () => {
    expect(found.status).toBe(1)
  })
})
