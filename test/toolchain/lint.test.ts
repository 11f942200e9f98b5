import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const eslint = new ESLint({ cwd: root })

const rulesBroken = async (filePath: string, code: string) => {
  const [result] = await eslint.lintText(code, { filePath })
  return result?.messages.map(({ ruleId }) => ruleId ?? 'no inline config')
}

const lines = (count: number) => 'export {}\n'.repeat(count)
const functionOf = (count: number) => `export const f = () => {\n${'  f()\n'.repeat(count - 2)}}\n`
const anyType = 'export type T = any\n'
const disabled = (rule: string) => `// eslint-disable-next-line ${rule}\n${anyType}`

describe('the linter refuses', () => {
  it.each([
    // what, where, code, the rule broken
    ['a file over 200 lines', 'src/a.ts', lines(201), 'max-lines'],
    ['a function over 25 lines', 'src/a.ts', functionOf(26), 'max-lines-per-function'],
    ['a default export', 'src/a.ts', 'export default 1\n', 'no-restricted-syntax'],
    ['a default export by another name', 'src/a.ts', 'const a = 1\nexport { a as default }\n', 'no-restricted-syntax'],
    ['a default export in a version', 'versions/v1/a.ts', 'export default 1\n', 'no-restricted-syntax'],
    ['a default export in a migration', 'migrations/v1-v2/a.ts', 'export default 1\n', 'no-restricted-syntax'],
    ['export * in src', 'src/index.ts', "export * from './a.js'\n", 'no-restricted-syntax'],
    ['export * as a name in src', 'src/index.ts', "export * as a from './a.js'\n", 'no-restricted-syntax'],
    ['export * in a migration', 'migrations/v1-v2/index.ts', "export * from './a.js'\n", 'no-restricted-syntax'],
    ['any in a version', 'versions/v1/a.ts', anyType, 'no-restricted-syntax'],
    ['any in a version, whatever its reason', 'versions/v1/a.ts', `// any: because\n${anyType}`, 'no-restricted-syntax'],
    ['any in a version, disabled by comment', 'versions/v1/a.ts', disabled('no-restricted-syntax'), 'no-restricted-syntax'],
    ['z.any() in a version', 'versions/v1/a.ts', 'export const S = z.any()\n', 'no-restricted-syntax'],
    ['any in a migration', 'migrations/v1-v2/a.ts', anyType, 'no-restricted-syntax'],
    ['any in a type test of a version', 'versions/v1/a.test-d.ts', anyType, 'no-restricted-syntax'],
    ['any in src without a reason', 'src/a.ts', anyType, 'contracts/reasoned-any'],
    ['any in src, disabled by comment', 'src/a.ts', disabled('contracts/reasoned-any'), 'contracts/reasoned-any'],
    ['any in src far from its reason', 'src/a.ts', `// any: because\n\n${anyType}`, 'contracts/reasoned-any'],
    ['any under a comment that turns all rules off', 'src/a.ts', `/* eslint-disable */\n${anyType}`, 'contracts/reasoned-any'],
    ['a comment that turns all rules off, though none is broken', 'src/a.ts', '/* eslint-disable */\nexport {}\n', 'no inline config'],
    ['a type error that is waved through', 'src/a.ts', '// @ts-ignore\nexport {}\n', '@typescript-eslint/ban-ts-comment'],
    ['a skipped test', 'src/a.test.ts', "it.skip('works', () => {})\n", 'no-restricted-syntax'],
    ['a skipped table of tests', 'test/a.test.ts', "it.skip.each([1])('works', () => {})\n", 'no-restricted-syntax'],
    ['a focused test of a version', 'versions/v1/a.test.ts', "it.only('works', () => {})\n", 'no-restricted-syntax'],
  ])('%s', async (_, filePath, code, rule) => {
    expect(await rulesBroken(filePath, code)).toContain(rule)
  })
})

describe('the linter accepts', () => {
  it.each([
    // what, where, code
    ['a file of 200 lines', 'src/a.ts', lines(200)],
    ['a function of 25 lines', 'src/a.ts', functionOf(25)],
    ['a long test', 'src/a.test.ts', functionOf(300)],
    ['export * in a version', 'versions/v1/index.ts', "export * from './a.js'\n"],
    ['unknown in a version', 'versions/v1/a.ts', 'export type T = unknown\n'],
    ['any in src with its reason above', 'src/a.ts', `// any: oRPC asks for it\n${anyType}`],
    ['any in src with its reason beside it', 'src/a.ts', 'export type T = any // any: oRPC asks for it\n'],
    ['any in src with its reason above the statement', 'src/a.ts', '// any: oRPC\nexport type T =\n  | string\n  | any[]\n'],
    ['an expected error of a type test', 'src/a.test-d.ts', '// @ts-expect-error\nexport const a: string = 1\n'],
    ['the default export of a config file', 'tsup.config.ts', 'export default {}\n'],
  ])('%s', async (_, filePath, code) => {
    expect(await rulesBroken(filePath, code)).toEqual([])
  })
})
