import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runToolPart } from './tool-part.js'

const folder = mkdtempSync(join(tmpdir(), 'tool-part-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const told = ['etc/index.api.md: it differs: a, b', '  who: whoever', '  mend: npm run api', '    --- a', '', '      +b', 'etc/v1.api.md: gone', '  who: all', '  mend: restore'].join('\n')

it.each<[string, string, unknown[], string]>([
  // what the script does, script, problems, note
  ['passes', 'console.log("first"); console.log("7 passed " + process.argv[2])', [], '7 passed v1'],
  ['tells problems', `console.error(${JSON.stringify(told)}); process.exitCode = 1`, [
    { part: 'api', rule: 'api-failed', where: 'etc/index.api.md', problem: 'it differs: a, b', breaks: 'whoever', fix: 'npm run api', output: '--- a\n\n  +b' },
    { part: 'api', rule: 'api-failed', where: 'etc/v1.api.md', problem: 'gone', breaks: 'all', fix: 'restore' },
  ], ''],
  ['breaks down', 'console.log("so far"); process.exit(3)', [
    { part: 'api', rule: 'api-failed', where: 'script.mjs', problem: 'it ended with 3', breaks: 'see what it says', fix: 'node script.mjs runs it alone', output: 'so far' },
  ], ''],
])('a script that %s', async (_, script, problems, note) => {
  writeFileSync(join(folder, 'script.mjs'), script)
  expect(await runToolPart({ part: 'api', scripts: [['script.mjs', 'v1']] }, folder)).toStrictEqual({ problems, note })
})
